import {
  OfficerLinked,
  RoleGranted,
  RoleRevoked,
  roles,
  type AccountEvent,
  type Role,
} from '../../events/account.events';
import { breach, kept } from '../../kernel/guard';
import type { Recorded } from '../../kernel/event';
import { Handle, OneOf, Optional } from '../fields';
import { plain } from '../../kernel/plain-data';
import { procedure, type Procedure } from '../procedure';
import { registerRows, registerRule, type RegisterFacts } from './register';

class RoleInOrgan {
  @OneOf(roles) role!: Role;
  /** Absent: for every organ. */
  @Optional() @Handle() organ?: string;
}

export class GrantRole extends RoleInOrgan {}
export class RevokeRole extends RoleInOrgan {}

/** Say which officer of the register the person behind the account is: he acts under that entry. */
export class LinkOfficer {
  @Handle() officer!: string;
}

/** What decisions on an account are taken on: who it is, besides who commands. */
export interface AccountFacts extends RegisterFacts {
  /** Handle of the account whose roles change. */
  readonly account: string;
}

/** The roles held; `organ` absent means everywhere. */
export interface AccountState {
  readonly phase: 'account';
  readonly grants: readonly Grant[];
  /** Entry of the officers' register. */
  readonly officer?: string;
}

interface Grant {
  readonly role: Role;
  readonly organ?: string;
}

const same = (a: Grant, b: Grant): boolean => a.role === b.role && a.organ === b.organ;

/** Whether the account holds the role for an organ. */
export const holds = (state: AccountState, role: Role, organ: string | undefined): boolean =>
  state.grants.some((each) => each.role === role && (each.organ === undefined || each.organ === organ));

function evolve(state: AccountState, event: Recorded<AccountEvent>): AccountState {
  switch (event.type) {
    case 'RoleGranted':
      return { ...state, grants: [...state.grants, event.data] };
    case 'RoleRevoked':
      return { ...state, grants: state.grants.filter((each) => !same(each, event.data)) };
    case 'OfficerLinked':
      return { ...state, officer: event.data.officer };
  }
}

const notYet = registerRule<Grant, AccountState, AccountFacts>(
  'R-00',
  'G-ENTRY',
  [],
  (command, { grants }) =>
    grants.some((each) => same(each, command))
      ? breach('已有该角色', 'the role is held already', 'role')
      : kept,
);

const held = registerRule<Grant, AccountState, AccountFacts>('R-00', 'G-ENTRY', [], (command, { grants }) =>
  grants.some((each) => same(each, command)) ? kept : breach('没有该角色', 'the role is not held', 'role'),
);

/** Nobody raises himself: a separation of duties (A033 of the specification) that starts with the roles. */
const notOneself = registerRule<unknown, AccountState, AccountFacts>(
  'R-07',
  'G-SEP',
  [],
  (_command, _state, { by, account }) =>
    by === account ? breach('不得为自己授予或撤销角色', 'nobody grants or revokes his own roles') : kept,
);

const row = registerRows<AccountState, AccountFacts, AccountEvent>({
  basis: [],
  who: ['administrator'],
  from: ['account'],
});

const rows = [
  row('A1', GrantRole, '授予角色', 'Grant a role', {
    rules: [notOneself, notYet],
    emits: ['RoleGranted'],
    record: (c) => [RoleGranted(plain(c))],
  }),
  row('A2', RevokeRole, '撤销角色', 'Revoke a role', {
    rules: [notOneself, held],
    emits: ['RoleRevoked'],
    record: (c) => [RoleRevoked(plain(c))],
  }),
  row('A3', LinkOfficer, '关联执法人员', 'Link to an officer', {
    rules: [notOneself],
    emits: ['OfficerLinked'],
    record: (c) => [OfficerLinked(plain(c))],
  }),
];

/** What an account may do. Stream `account-…`; the first administrator is granted by the composition of the system. */
export const account: Procedure<
  GrantRole | RevokeRole | LinkOfficer,
  AccountState,
  AccountEvent,
  AccountFacts
> = procedure({
  category: 'account',
  initial: { phase: 'account', grants: [] },
  evolve,
  steps: rows,
  table: () => rows,
});
