/** Columns of many rows as one parameter each: array literals, which `unnest` turns back into rows. */

const escaped = /["\\]/u;
const allEscaped = /["\\]/gu;

/** `{"a","b",NULL}` */
export function textArray(values: readonly (string | null)[]): string {
  let literal = '{';
  let comma = '';
  for (const value of values) {
    if (value === null) literal += `${comma}NULL`;
    else literal += `${comma}"${escaped.test(value) ? value.replace(allEscaped, '\\$&') : value}"`;
    comma = ',';
  }
  return `${literal}}`;
}

/** `{1,2,NULL}`, `{true,false}` */
export const plainArray = (values: readonly (number | boolean | null)[]): string =>
  `{${values.map((value) => (value === null ? 'NULL' : String(value))).join(',')}}`;
