/** P10, P11: prior notice and statements. */

export type NoticeCommand = never;
