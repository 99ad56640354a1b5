import type { Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import { openApiOf } from './openapi/document';

/** The description at `/docs-json` and its page at `/docs`: made when first asked for, served from this machine alone. */
export function serveDocs(app: NestFastifyApplication, controllers: readonly Type[], version: string): void {
  SwaggerModule.setup('docs', app, () => openApiOf(controllers, version), {
    jsonDocumentUrl: 'docs-json',
    customSiteTitle: '痕迹 Henji',
    // The bar carries another name than ours, and a field for addresses that is switched off.
    customCss: '.swagger-ui .topbar { display: none }',
    swaggerOptions: { validatorUrl: null, persistAuthorization: false, docExpansion: 'none' },
  });
}
