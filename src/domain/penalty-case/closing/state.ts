/** What is asked for before a case is closed, besides what other stages know (P22, P27). */
export interface Closing {
  readonly majorFiled: boolean;
  readonly identityChecked: boolean;
}

export const noClosing: Closing = { majorFiled: false, identityChecked: false };
