import { HenjiError } from '../kernel/errors';

/**
 * The database server cannot be reached, or cannot work now: restarted, connection cut, disk full, read-only. Whatever
 * was asked may be asked again; what a transaction had not committed is not there.
 */
export class DatabaseUnavailable extends HenjiError {
  constructor(reason: string, cause?: unknown) {
    super({
      code: 'database-unavailable',
      zh: `数据库暂不可用：${reason}`,
      en: `the database server cannot be used now: ${reason}`,
      wayOut: {
        zh: '恢复数据库服务后自动继续；已确认的记录不受影响',
        en: 'bring the database server back, and work goes on by itself; acknowledged records are safe',
      },
      cause,
    });
  }
}
