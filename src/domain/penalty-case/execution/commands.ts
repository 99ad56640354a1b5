/** C.5: enforcement. */

export type ExecutionCommand = never;
