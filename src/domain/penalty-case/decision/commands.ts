/** P14–P16: collective discussion, decision, document. */

export type DecisionCommand = never;
