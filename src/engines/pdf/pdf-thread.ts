import { dirname, join } from 'node:path';
import { parentPort, type MessagePort } from 'node:worker_threads';
import pdfmake from 'pdfmake';
import type { DocumentModel } from '../../ports/document-model';
import { FONT, pageLayout } from './page-layout';

/** A document made, or why it could not be. */
export type Printed = { readonly pdf: Uint8Array } | { readonly failed: string };

const fonts = join(dirname(require.resolve('@embedpdf/fonts-sc')), '..', 'fonts');
const regular = join(fonts, 'NotoSansHans-Regular.otf');
const bold = join(fonts, 'NotoSansHans-Bold.otf');

/** Prints one document after the other; nothing but its two fonts can be read, nothing can be fetched. */
function serve(port: MessagePort): void {
  pdfmake.setFonts({ [FONT]: { normal: regular, bold, italics: regular, bolditalics: bold } });
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path: string) => path === regular || path === bold);
  port.on('message', (model: DocumentModel) => {
    void printed(model).then((answer) => {
      port.postMessage(answer);
    });
  });
}

async function printed(model: DocumentModel): Promise<Printed> {
  try {
    return { pdf: Uint8Array.from(await pdfmake.createPdf(pageLayout(model)).getBuffer()) };
  } catch (error) {
    return { failed: error instanceof Error ? error.message : String(error) };
  }
}

if (parentPort !== null) serve(parentPort);
