import { Controller, Get, HttpCode, Inject, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { KeptFile } from '../../app/files/case-files';
import { SealedFiles } from '../../app/sealed/sealed-files';
import { Allow, type GuardedRequest } from '../access';
import { LIMITS, type Limits } from '../limits';
import { Answers, GivesFile, TakesFile, TakesQuery } from '../openapi/describe';
import { readQuery } from '../queries/asking';
import { Sha256 } from '../queries/members';
import { askerOf, inspection, recorders, SealedQuery } from '../queries/sealed.controller';
import { About } from '../scope.guard';
import { sendFile, taken } from './file-answers';
import { TakesFileBody } from './file-body';
import { mediaTypes } from './files.controller';

export class SealedFileQuery {
  /** SHA-256 of the content: nothing is kept where another one arrives. */
  @Sha256() sha256?: string;
}

/**
 * Files of what is sealed about a case: evidence of interference. Whoever may record uploads; a file is read by whoever
 * may read the record that names it, and for everybody else there is none.
 */
@Controller('v1/cases/:stream/sealed/files')
export class SealedFilesController {
  constructor(
    private readonly files: SealedFiles,
    @Inject(LIMITS) private readonly limits: Limits,
  ) {}

  @Post()
  @HttpCode(201)
  @Allow({ kind: 'roles', roles: recorders })
  @About('case')
  @TakesFileBody()
  @TakesFile(mediaTypes)
  @TakesQuery(SealedFileQuery)
  @Answers('KeptFile', '密封上传干预证据；以密文保存', 'Upload evidence under seal; it is kept encrypted')
  async uploadSealed(
    @Req() request: GuardedRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<KeptFile> {
    const { stream } = request.params as { readonly stream: string };
    return taken(request, reply, `/v1/cases/${stream}/sealed/files`, ({ content, type }) => {
      const { sha256 } = readQuery(SealedFileQuery, request);
      return this.files.keep(stream, content, {
        most: this.limits.fileBytes,
        ...(type === undefined ? {} : { type }),
        ...(sha256 === undefined ? {} : { sha256 }),
      });
    });
  }

  @Get(':blob')
  @Allow({ kind: 'roles', roles: [...recorders, ...inspection] })
  @About('case')
  @TakesQuery(SealedQuery)
  @GivesFile(mediaTypes, '下载密封文件；读取留痕', 'Download a sealed file; that it is read is recorded')
  async downloadSealed(@Req() request: GuardedRequest, @Res() reply: FastifyReply): Promise<void> {
    const { stream, blob } = request.params as { readonly stream: string; readonly blob: string };
    sendFile(reply, blob, await this.files.read(stream, request.organ, blob, askerOf(request)));
  }
}
