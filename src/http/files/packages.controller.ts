import { Readable } from 'node:stream';
import { Controller, Get, Req, Res } from '@nestjs/common';
import { IsIn, IsOptional } from 'class-validator';
import type { FastifyReply } from 'fastify';
import { CasePackages, type ArchiveManifest } from '../../app/documents/case-packages';
import type { Role } from '../../app/bus/command-catalogue';
import { Allow, type GuardedRequest } from '../access';
import { Answers, GivesFile, TakesQuery } from '../openapi/describe';
import { readQuery } from '../queries/asking';
import { Names } from '../queries/members';
import { About } from '../scope.guard';
import { TextForm } from '../text-form';

export class ThroughQuery {
  /** Up to and with the event of this revision; the last one without it. */
  @IsOptional()
  @TextForm(/^(0|[1-9]\d{0,8})$/u, {
    zh: '事件序号，自 0 起的整数',
    en: 'the number of an event, a whole number from 0',
  })
  through?: string;
}

export class EvidenceFileQuery extends ThroughQuery {
  @IsIn(['open', 'closed']) volume!: 'open' | 'closed';
  /** Ids of evidence and documents that go into the closed volume, separated by commas. */
  @Names(200) closed?: string[];
}

/** Those who answer before bodies of review and courts, and those who keep the file. */
const counsel: readonly Role[] = ['legal-reviewer', 'approver', 'archivist'];

/** The file of a case, whole: for a body of review or a court, and for the archive. */
@Controller('v1/cases/:stream')
export class PackagesController {
  constructor(private readonly packages: CasePackages) {}

  @Get('evidence-file')
  @Allow({ kind: 'roles', roles: counsel })
  @About('case')
  @TakesQuery(EvidenceFileQuery)
  @GivesFile(
    ['application/zip'],
    '证据依据卷：公开卷或者不公开卷，附目录和摘要',
    'The file for a body of review or a court, with its index and hashes',
  )
  async evidenceFile(@Req() request: GuardedRequest, @Res() reply: FastifyReply): Promise<void> {
    const { volume, closed = [], through } = readQuery(EvidenceFileQuery, request);
    const { stream } = request.params as { readonly stream: string };
    const { name, sha256, bytes, content } = await this.packages.evidenceFile(stream, {
      ...{ volume, closed },
      ...numberOf(through),
    });
    void reply
      .header('content-type', 'application/zip')
      .header('content-length', bytes)
      .header('content-disposition', `attachment; filename="${name}"`)
      .header('repr-digest', `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`)
      .send(Readable.from(content(), { objectMode: false }));
  }

  @Get('archive-manifest')
  @Allow({ kind: 'roles', roles: [...counsel, 'supervisor'] })
  @About('case')
  @TakesQuery(ThroughQuery)
  @Answers(
    'ArchiveManifest',
    '归档清单：全部文书和文件的摘要',
    'Hashes of every document and file of the case',
  )
  archiveManifest(@Req() request: GuardedRequest): Promise<ArchiveManifest> {
    const { through } = readQuery(ThroughQuery, request);
    const { stream } = request.params as { readonly stream: string };
    return this.packages.manifest(stream, numberOf(through).through);
  }
}

const numberOf = (through: string | undefined): { readonly through?: number } =>
  through === undefined ? {} : { through: Number(through) };
