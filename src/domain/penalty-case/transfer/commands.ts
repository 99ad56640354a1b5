/** C.9: transfers. */

export type TransferCommand = never;
