// The name of a file.
import { Fragment } from 'react';
import { fileNameParts } from './file-name-parts.ts';

/**
 * Shows the parts of a name from left to right, as file managers do. Otherwise the date before an Arabic prompt would be shown behind it,
 * and the numbers after it before it.
 */
export const FileNameText = ({ children }: { readonly children: string }) => (
  <bdi dir="ltr">
    {fileNameParts(children).map(({ text, isRightToLeft }, at) =>
      // biome-ignore lint/suspicious/noArrayIndexKey: the parts have no identity
      isRightToLeft ? <bdi key={at}>{text}</bdi> : <Fragment key={at}>{text}</Fragment>,
    )}
  </bdi>
);
