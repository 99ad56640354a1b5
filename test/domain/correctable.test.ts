import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { correctable, correctablePersonal } from '../../src/domain/penalty-case/corrections/correctable';
import { penaltyCase } from '../../src/domain/penalty-case/decider';
import { catalogue } from '../../src/events/catalogue';
import { demoFacts } from '../support/demo-facts';
import { given } from '../support/given';
import * as h from '../support/histories';
import * as filing from '../support/stages/filing';

interface Shape {
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly items?: Shape;
}

const shapeAt = (shape: Shape | undefined, [first, ...rest]: readonly string[]): Shape | undefined => {
  if (first === undefined || shape === undefined) return shape;
  return shapeAt(first === '*' ? shape.items : shape.properties?.[first], rest);
};

const shapeOf = (schema: z.ZodType | undefined): Shape | undefined =>
  schema === undefined ? undefined : (z.toJSONSchema(schema) as Shape);

describe('what may be put right', () => {
  it.each(Object.entries(correctable))('%s has every member that is named', (type, paths) => {
    const shape = shapeOf(catalogue.get(type)?.data);
    expect(shape).toBeDefined();
    expect(paths.filter((path) => shapeAt(shape, path.split('.')) === undefined)).toEqual([]);
  });

  it.each(Object.entries(correctablePersonal))(
    '%s has every erasable member that is named',
    (type, members) => {
      const shape = shapeOf(catalogue.get(type)?.personal['party']);
      expect(members.filter((member) => shapeAt(shape, [member]) === undefined)).toEqual([]);
    },
  );

  it('is never what is imposed, numbered, voted or relied upon, nor a day from which a clock runs', () => {
    const orders =
      /^(proposal|penalty|range|basis|document|votes|resolution|service|instalments|opens|closes|reliance|party|until|remedies)\b|Fen$/u;
    expect(
      Object.values(correctable)
        .flat()
        .filter((path) => orders.test(path)),
    ).toEqual([]);
  });
});

describe('a record of the general procedure', () => {
  const history = filing.aFiledCase();
  const filed = history.length - 1;
  const correcting = (path: string, now: string) =>
    given(penaltyCase, history).when(
      h.correct({ revision: filed, members: [{ path, now }] }),
      demoFacts({ target: h.targetOf(history, filed) }),
    );

  it('is corrected where it states facts, and not where it orders', () => {
    expect(correcting('violation.from', '2024-05-10').accepted('EventCorrected')[0]).toMatchObject({
      data: { target: { type: 'CaseFiled', revision: filed }, members: [{ now: '2024-05-10' }] },
    });
    correcting('document.number', 'X〔2024〕9号').refused('R-00');
  });

  it('names the party rightly (个保法 46)', () => {
    given(penaltyCase, history)
      .when(h.correctPerson({ revision: filed }), demoFacts({ target: h.targetOf(history, filed) }))
      .accepted('PersonalDataCorrected');
  });
});
