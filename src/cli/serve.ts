import { Command, Option } from 'commander';
import { configFromEnvironment } from '../config';
import { dataOption } from './options';

/** `henji serve`: the server, as `npm start` runs it. */
export const serveCommand = (): Command =>
  new Command('serve')
    .description('serve commands and queries over HTTP · 启动服务')
    .addOption(dataOption())
    .addOption(
      new Option('--listen <host:port>', 'address (default: HENJI_LISTEN or 127.0.0.1:3000) · 监听地址'),
    )
    .addOption(
      new Option(
        '--roles <roles>',
        'of api, relay, projections (default: HENJI_ROLES or all) · 本进程的角色',
      ),
    )
    .action(async (options: { data?: string; listen?: string; roles?: string }) => {
      // Loaded here only: the server and its web framework are most of the program, and no other command needs them.
      const { serve } = await import('../main.js');
      await serve(configFromEnvironment(options));
    });
