import type { EntryV1 } from '../../src/kernel/entry';

/** An entry with every member there is. */
export const fullEntry: EntryV1 = {
  v: 1,
  r: 'AAECAwQFBgcICQoLDA0ODw',
  id: '01930b5a-7c1a-7abc-8def-0123456789ab',
  t: 'PenaltyDecided',
  tv: 2,
  s: 'case-abcdefghijklmnopqrstuvwxyz',
  n: 17,
  p: '47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU',
  oc: { at: '2026-11-21T20:34:56+08:00', p: 'instant', d: '2026-11-21' },
  at: '2026-11-21T12:34:56.789Z',
  ac: [
    { u: 'officer-1', role: 'officer', post: '三级主办', cert: { s: 'officer-1', n: 4 } },
    { u: 'officer-2', role: 'officer' },
  ],
  org: { u: 'organ-1', by: 'organ-2' },
  cmd: { id: '01930b5a-7c1a-7abc-8def-0123456789ac', h: 'AAECAwQFBgcICQoLDA0ODw' },
  cor: '01930b5a-7c1a-7abc-8def-0123456789ad',
  cau: '01930b5a-7c1a-7abc-8def-0123456789ae',
  rp: ['cn@2021-07-15', 'cn-31@2024-01-01'],
  cal: ['cn-2026@1'],
  src: {
    sys: 'traffic-fines',
    file: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    row: 12,
  },
  b: {
    fineFen: 20000,
    partyKind: 'natural-person',
    minor: false,
    articles: ['第三十三条'],
    nested: { a: [1, null] },
  },
  c: { 'party.name': '47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU' },
  k: [{ s: 'case-abcdefghijklmnopqrstuvwxyz/party', x: '47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU' }],
};

/** An entry with the least there can be. */
export const leastEntry: EntryV1 = {
  v: 1,
  r: 'AAECAwQFBgcICQoLDA0ODw',
  id: '01930b5a-7c1a-7abc-8def-0123456789ab',
  t: 'A',
  tv: 1,
  s: 'case-a',
  n: 0,
  oc: { at: '2026-11-21T00:00:00+08:00', p: 'day', d: '2026-11-21' },
  at: '2026-11-21T12:34:56.789Z',
  ac: [],
  cmd: { id: '1' },
  cor: '1',
  rp: [],
  cal: [],
  b: {},
};
