import { Command, Option } from 'commander';
import { configFromEnvironment } from '../config';
import { serve } from '../main';
import { dataOption } from './options';

/** `henji serve`: the server, as `npm start` runs it. */
export const serveCommand = (): Command =>
  new Command('serve')
    .description('serve commands and queries over HTTP · 启动服务')
    .addOption(dataOption())
    .addOption(
      new Option('--listen <host:port>', 'address (default: HENJI_LISTEN or 127.0.0.1:3000) · 监听地址'),
    )
    .action(async (options: { data?: string; listen?: string }) => {
      await serve(configFromEnvironment(options));
    });
