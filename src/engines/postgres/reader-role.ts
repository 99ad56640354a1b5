import { HenjiError } from '../../kernel/errors';
import { refusedWith, type Session } from './connections';
import { quoted } from './read-model-schema';

/** The role in whose name scopes are read is not there, and this user may not make it. */
export class ReaderRoleMissing extends HenjiError {
  constructor(role: string, cause: unknown) {
    const statements = `CREATE ROLE ${quoted(role)} NOLOGIN; GRANT ${quoted(role)} TO <user>;`;
    super({
      code: 'reader-role-missing',
      zh: `PostgreSQL 中没有角色 ${role}，当前用户无权创建`,
      en: `PostgreSQL has no role ${role}, and this user may not create it`,
      wayOut: {
        zh: `请由管理员执行：${statements}`,
        en: `let an administrator run: ${statements}`,
      },
      cause,
    });
  }
}

/**
 * Make sure of the role that reads in a scope: it cannot sign in, owns nothing, and no policy lets it pass. Roles are
 * of the whole server, so another database may make it at the same moment.
 *
 * @throws ReaderRoleMissing
 */
export async function prepareReader(session: Session, role: string): Promise<void> {
  const name = quoted(role);
  try {
    const [found] = await session.rows<{ there: boolean; mine: boolean }>(
      `SELECT r.oid IS NOT NULL AS there, coalesce(pg_has_role(current_user, r.oid, 'MEMBER'), false) AS mine
       FROM (SELECT) AS one LEFT JOIN pg_roles AS r ON r.rolname = $1`,
      [role],
    );
    if (found?.there !== true) {
      await session.run(`DO $$ BEGIN CREATE ROLE ${name} NOLOGIN;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$`);
    }
    if (found?.mine !== true) await session.run(`GRANT ${name} TO CURRENT_USER`);
  } catch (error) {
    throw refusedWith(error, '42501') ? new ReaderRoleMissing(role, error) : error;
  }
}
