import { HenjiError } from '../../kernel/errors';

/** Where a ledger lies: the server as the client knows it, and the name of the ledger on it. */
export interface LedgerAddress {
  /** For the client, without what is ours. */
  readonly connection: string;
  /** Small letters and digits; several ledgers may share a server. */
  readonly ledger: string;
}

const NAME = /^[a-z][a-z\d]{0,31}$/u;

/**
 * Split `esdb://host:2113?tls=false&ledger=henji`. Without `ledger` the name is `henji`; everything else is the client's.
 *
 * @throws HenjiError `bad-settings`
 */
export function addressOf(url: string): LedgerAddress {
  const [before = '', query = ''] = url.split('?', 2);
  if (!/^esdb(\+discover)?:\/\/.+/u.test(before))
    throw bad('应为 esdb://主机:端口', 'expected esdb://host:port');
  const options = query.split('&').filter((option) => option !== '');
  const own = options.filter((option) => option.startsWith('ledger='));
  const ledger = own[0]?.slice('ledger='.length) ?? 'henji';
  if (own.length > 1 || !NAME.test(ledger)) {
    throw bad('ledger 应为小写字母与数字', 'ledger: expected small letters and digits');
  }
  const others = options.filter((option) => !own.includes(option));
  return { connection: others.length === 0 ? before : `${before}?${others.join('&')}`, ledger };
}

/** Names of the streams of a ledger on its server. */
export class StreamNames {
  /** Every stream of records begins so, and no other stream does. */
  readonly prefix: string;

  constructor(private readonly ledger: string) {
    this.prefix = `${ledger}.`;
  }

  /** Which ledger it is. */
  get identity(): string {
    return `${this.ledger}_identity`;
  }

  /** The running state of the tree, one event for each step of a sealer. */
  get state(): string {
    return `${this.ledger}_state`;
  }

  /** The full tiles of one level of the tree; event number = index of the tile. */
  tiles(level: number): string {
    return `${this.ledger}_tiles_${level}`;
  }

  physical(stream: string): string {
    return this.prefix + stream;
  }

  /** The stream of records behind a name; `undefined` where it is none of ours. */
  logical(name: string): string | undefined {
    return name.startsWith(this.prefix) ? name.slice(this.prefix.length) : undefined;
  }
}

function bad(zh: string, en: string): HenjiError {
  return new HenjiError({
    code: 'bad-settings',
    zh: `账本地址有误：${zh}`,
    en: `address of the ledger: ${en}`,
  });
}
