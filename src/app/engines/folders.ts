import { join } from 'node:path';

/** Where the secrets of a data folder lie. */
export const secretsFolder = (dataFolder: string): string => join(dataFolder, 'secrets');

/** Where the files of cases lie, encrypted. */
export const blobsFolder = (dataFolder: string): string => join(dataFolder, 'blobs');

/** Where the read models of a data folder lie. */
export const readFolder = (dataFolder: string): string => join(dataFolder, 'read');
