import { join } from 'node:path';

/** Where the secrets of a data folder lie. */
export const secretsFolder = (dataFolder: string): string => join(dataFolder, 'secrets');

/** Where the files of cases lie, encrypted. */
export const blobsFolder = (dataFolder: string): string => join(dataFolder, 'blobs');

/** Where files lie that are about to go. */
export const sweptFolder = (dataFolder: string): string => join(dataFolder, 'swept');

/** Where the read models of a data folder lie. */
export const readFolder = (dataFolder: string): string => join(dataFolder, 'read');
