import { Controller, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Role } from '../../app/bus/command-catalogue';
import { CaseFiles, type KeptFile } from '../../app/files/case-files';
import { fileTypes } from '../../app/files/file-types';
import { Allow, type GuardedRequest } from '../access';
import { LIMITS, type Limits } from '../limits';
import { Answers, GivesFile, TakesFile, TakesQuery } from '../openapi/describe';
import { readQuery } from '../queries/asking';
import { caseReaders } from '../queries/cases.controller';
import { Sha256, Subject } from '../queries/members';
import { PurposeMembers, ReadsCase } from '../reading.guard';
import { About } from '../scope.guard';
import { sendFile, taken } from './file-answers';
import { TakesFileBody } from './file-body';

export class FileQuery {
  /** Whose key the file is put under. */
  @Subject() subject: string = 'party';
  /** SHA-256 of the content: nothing is kept where another one arrives. */
  @Sha256() sha256?: string;
}

/** Those whose steps bring files along. */
const fileSenders: readonly Role[] = [
  'officer',
  'legal-reviewer',
  'approver',
  'hearing-chair',
  'finance',
  'archivist',
];

export const mediaTypes = fileTypes.map(({ mediaType }) => mediaType);

/**
 * Files of a case: evidence, records, receipts. What a file is, is said by the command that names its `blob`; a file that
 * no command names is in no list.
 */
@Controller('v1/cases/:stream/files')
export class FilesController {
  constructor(
    private readonly files: CaseFiles,
    @Inject(LIMITS) private readonly limits: Limits,
  ) {}

  @Post()
  @HttpCode(201)
  @Allow({ kind: 'roles', roles: fileSenders })
  @About('case')
  @TakesFileBody()
  @TakesFile(mediaTypes)
  @TakesQuery(FileQuery)
  @Answers('KeptFile', '上传文件；以密文保存', 'Upload a file; it is kept encrypted')
  async upload(
    @Req() request: GuardedRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<KeptFile> {
    const { stream } = request.params as { readonly stream: string };
    return taken(request, reply, `/v1/cases/${stream}/files`, ({ content, type }) => {
      const { subject, sha256 } = readQuery(FileQuery, request);
      return this.files.keep(stream, content, {
        ...{ subject, most: this.limits.fileBytes },
        ...(type === undefined ? {} : { type }),
        ...(sha256 === undefined ? {} : { sha256 }),
      });
    });
  }

  @Get(':blob')
  @Allow({ kind: 'roles', roles: caseReaders })
  @About('case')
  @ReadsCase('file')
  @TakesQuery(PurposeMembers)
  @GivesFile(mediaTypes, '下载文件', 'Download a file')
  async download(@Req() request: GuardedRequest, @Res() reply: FastifyReply): Promise<void> {
    const { stream, blob } = request.params as { readonly stream: string; readonly blob: string };
    sendFile(reply, blob, await this.files.read(stream, blob));
  }
}
