import { expect, it } from '@jest/globals';
import { onModelEngines } from '../contract/read-model-engines';
import { certificatesShown, listInAct, type InActRow } from '../../projections/disclosure/in-act.queries';
import { CertificateIssued, CertificateSuspended } from '../../src/events/register.events';
import type { DomainEvent } from '../../src/kernel/event';
import { ActivityImported } from '../../src/events/imported.events';
import { delivered, disclosureOn, id, of, secrets, today } from './disclosed';
import { linesOf } from './hosting';
import { recordedAtOf, type Told } from './log';

/** The events of a case, each in the name of the organ. */
const events: readonly Told[] = of(id, delivered()).map((told) => ({
  ...told,
  meta: { organ: { u: 'organ-demo' }, actors: [{ u: 'officer-li', role: 'officer' }] },
}));

onModelEngines('what a party was shown and told, on $name', (engine) => {
  const { after } = disclosureOn(engine);
  type Filter = Parameters<typeof listInAct>[1];
  const listed = (filter: Partial<Filter>, told = events): Promise<readonly InActRow[]> =>
    after(told, async (reader) => (await listInAct(reader, { asOf: today, ...filter }, { limit: 9 })).rows);

  it('is listed act by act, the last first, with those who acted', async () => {
    expect((await listed({})).map(({ what, contact, officers }) => [what, contact, officers])).toEqual([
      ['decision', null, ['officer-li']],
      ['proposal', 'first', ['officer-li', 'officer-wang']],
      ['credential', 'first', ['officer-li', 'officer-wang']],
    ]);
  });

  it('is as of a legal date and as known at an instant, and of the organs asked for', async () => {
    expect(await listed({ asOf: '2024-05-19' })).toEqual([]);
    expect((await listed({ knownAt: recordedAtOf(1) })).map(({ what }) => what)).toEqual(['credential']);
    expect(await listed({ organs: ['organ-demo'] })).toHaveLength(3);
    expect(await listed({ organs: ['organ-else'] })).toEqual([]);
  });

  it('comes with the certificates that were valid on the day', async () => {
    const issued = (number: string, from: string, until: string) =>
      CertificateIssued({ number, organ: 'organ-demo', issuer: '省', from, until });
    const officer = (...told: readonly DomainEvent[]) =>
      told.map((event) => ({ stream: 'officer-li', ...event }));
    const register = officer(
      issued('示执1', '2020-01-01', '2024-05-19'),
      issued('示执2', '2024-05-20', '2030-01-01'),
      CertificateSuspended({ number: '示执2', ground: 'inquiry', from: '2024-05-25' }),
    );
    await after([...register, ...events], async (reader) => {
      const { rows } = await listInAct(reader, { asOf: today }, { limit: 9 });
      const shown = await certificatesShown(reader, rows);
      expect(['2024-05-19', '2024-05-20', '2024-05-25'].map((day) => shown('officer-li', day))).toEqual([
        ...['示执1', '示执2', null],
      ]);
      expect(shown('officer-wang', '2024-05-20')).toBeNull();
    });
  });

  it('names no party, and costs imported histories nothing', async () => {
    const imported = ActivityImported({ activity: 'Payment', caseRef: 'N1', seq: 1, currency: 'EUR' });
    await after([...events, { stream: 'case-n1', ...imported }], async (reader) => {
      const lines = (await linesOf(reader)).join('\n');
      for (const secret of Object.values(secrets)) expect(lines).not.toContain(secret);
      expect(await reader.query({ from: 'in_act', limit: 9 })).toHaveLength(3);
    });
  });
});
