// The trash of the library: the folder inside each library folder to which deleted videos are moved.

/**
 * The name of the trash. Hidden, so that other programs do not list deleted videos; not `.trash`, which a system may use for its own
 * trash in a home folder.
 */
export const trashFolderName = '.evolink-trash';

/** Whether a path relative to a library folder is in its trash. */
export const isTrashPath = (path: string): boolean => path.startsWith(`${trashFolderName}/`);

/** The preferred path of a deleted video. Subfolders are kept, so that the original path can be read from the trash alone. */
export const trashPathOf = (path: string): string => `${trashFolderName}/${path}`;

/** The path outside of the trash that belongs to a path in it. */
export const pathBeforeTrash = (path: string): string => path.slice(trashFolderName.length + 1);

/** Where the file of a video is. null: in the library. `deleted`: the file was deleted for good, but its record is kept. */
export type TrashState = 'trashed' | 'deleted' | null;

/** The choices of how many days a deleted video is kept; null: until the user empties the trash. */
export const trashDaysChoices = [7, 30, 90, null] as const;
