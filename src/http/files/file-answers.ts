import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { KeptFile, OpenedFile } from '../../app/files/case-files';
import type { GuardedRequest } from '../access';
import { fileBodyOf, type FileBody } from './file-body';

/** Take the file of a request in, and say where it is found. @throws as {@link fileBodyOf} and `keep` do */
export async function taken(
  request: GuardedRequest,
  reply: FastifyReply,
  below: string,
  keep: (body: FileBody) => Promise<KeptFile>,
): Promise<KeptFile> {
  try {
    const kept = await keep(await fileBodyOf(request));
    void reply.header('location', `${below}/${kept.blob}`);
    return kept;
  } catch (error) {
    // What is still on its way is let pass unread; nothing else can come over this connection.
    void reply.header('connection', 'close');
    request.raw.resume();
    throw error;
  }
}

/** Give a file out as a download. */
export function sendFile(reply: FastifyReply, blob: string, { type, bytes, content }: OpenedFile): void {
  const body = Readable.from(content, { objectMode: false });
  body.once('close', () => {
    void content.release();
  });
  void reply
    .header('content-type', type.mediaType)
    .header('content-length', bytes)
    .header('content-disposition', `attachment; filename="${blob.slice(0, 12)}.${type.extension}"`)
    .send(body);
}
