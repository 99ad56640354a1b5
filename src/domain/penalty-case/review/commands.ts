/** P8–P9c: legal review. */

export type ReviewCommand = never;
