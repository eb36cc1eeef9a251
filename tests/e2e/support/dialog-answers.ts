// Answers to the system's file dialogs, in which no test can click.
import type { RunningStudio } from './studio-app.ts';

/** Makes all following file and folder dialogs answer with these paths. */
export async function answerDialogs(studio: RunningStudio, filePaths: readonly string[]): Promise<void> {
  await studio.app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths: [...chosen] });
  }, filePaths);
}

/** Makes all following save dialogs choose this file; with `null` they are cancelled. */
export async function answerSaveDialog(studio: RunningStudio, filePath: string | null): Promise<void> {
  await studio.app.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = async () => ({ canceled: chosen === null, filePath: chosen ?? '' });
  }, filePath);
}
