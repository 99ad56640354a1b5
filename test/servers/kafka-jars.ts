import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** What is run, and the binding through which it logs. */
export interface KafkaVersion {
  readonly kafka: string;
  readonly slf4j: string;
}

const cache = join(homedir(), '.cache/henji');

/** Kafka 3.9 and 4.1 need Java 17. */
const JAVA = 17;

/** A download that failed is not tried again by every test file of a run. */
const TRY_AGAIN_MS = 60_000;

/**
 * The folder with the published artifacts of a version, fetched once by Maven into a folder of the user. Where from is
 * said by Maven's own settings.
 *
 * @returns the folder, or why it cannot be had
 */
export function kafkaJars(version: KafkaVersion): { readonly folder: string } | { readonly missing: string } {
  const java = javaVersion();
  if (java === undefined) return { missing: 'there is no java' };
  if (java < JAVA) return { missing: `Kafka needs Java ${String(JAVA)}, this is ${String(java)}` };
  const folder = join(cache, `kafka-${version.kafka}`);
  if (existsSync(folder)) return { folder };
  const failed = join(cache, `kafka-${version.kafka}.failed.json`);
  if (existsSync(failed)) {
    const { at, missing } = JSON.parse(readFileSync(failed, 'utf8')) as { at: number; missing: string };
    if (Date.now() - at < TRY_AGAIN_MS) return { missing };
  }
  const missing = fetched(version, folder);
  if (missing === undefined) return { folder };
  writeFileSync(failed, JSON.stringify({ at: Date.now(), missing }));
  return { missing };
}

/** Fetches beside the place and moves it there whole. @returns what went wrong */
function fetched({ kafka, slf4j }: KafkaVersion, folder: string): string | undefined {
  mkdirSync(cache, { recursive: true });
  const draft = mkdtempSync(join(cache, 'fetching-'));
  try {
    writeFileSync(join(draft, 'pom.xml'), pom(kafka, slf4j));
    const copy = ['-q', '-B', 'dependency:copy-dependencies', '-DoutputDirectory=lib'];
    const { status, error, stdout } = spawnSync('mvn', copy, {
      cwd: draft,
      encoding: 'utf8',
      timeout: 300_000,
    });
    if (error !== undefined) return `there is no mvn to fetch Kafka ${kafka} with`;
    if (status !== 0) return `mvn could not fetch Kafka ${kafka}: ${firstError(stdout)}`;
    if (!readdirSync(join(draft, 'lib')).includes(`kafka_2.13-${kafka}.jar`))
      return `mvn fetched no Kafka ${kafka}`;
    // Another run may have been faster; its folder is as good.
    if (!existsSync(folder)) renameSync(join(draft, 'lib'), folder);
    return undefined;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

const firstError = (output: string): string =>
  output
    .split('\n')
    .find((line) => line.includes('ERROR'))
    ?.slice(0, 300) ?? 'without a word';

function javaVersion(): number | undefined {
  const { status, stderr } = spawnSync('java', ['-version'], { encoding: 'utf8' });
  const major = /version "(\d+)/u.exec(stderr)?.[1];
  return status === 0 && major !== undefined ? Number(major) : undefined;
}

const artifact = (group: string, name: string, version: string): string =>
  `<dependency><groupId>${group}</groupId><artifactId>${name}</artifactId><version>${version}</version></dependency>`;

const pom = (kafka: string, slf4j: string): string => `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>henji</groupId><artifactId>kafka</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
    ${artifact('org.apache.kafka', 'kafka_2.13', kafka)}
    ${artifact('org.slf4j', 'slf4j-simple', slf4j)}
  </dependencies>
</project>
`;
