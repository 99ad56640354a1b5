/** P17: service. */

export type ServiceCommand = never;
