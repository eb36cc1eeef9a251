// Exchanges JSON-RPC messages with an MCP server over its standard streams, one message per line, as the protocol's stdio transport does.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface ToolResult {
  readonly isError: boolean;
  readonly text: string;
}

export interface McpSession {
  readonly serverName: string;
  tools(): Promise<readonly string[]>;
  call(tool: string, input: Readonly<Record<string, unknown>>): Promise<ToolResult>;
  close(): Promise<void>;
}

interface Message {
  readonly id?: number;
  readonly result?: Readonly<Record<string, unknown>>;
  readonly error?: unknown;
}

export async function openMcpSession(args: readonly string[], environment: Readonly<Record<string, string>>): Promise<McpSession> {
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'pipe'], env: { ...process.env, ...environment } });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let errorOutput = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errorOutput += chunk.toString();
  });
  const pendingCalls = new Map<number, (message: Message) => void>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    const message = JSON.parse(line) as Message;
    if (message.id !== undefined) pendingCalls.get(message.id)?.(message);
  });

  let lastId = 0;
  const call = async (method: string, params: unknown): Promise<Readonly<Record<string, unknown>>> => {
    lastId += 1;
    const id = lastId;
    const response = new Promise<Message>((resolve) => pendingCalls.set(id, resolve));
    child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', id, method, params })}\n`);
    const message = await Promise.race([
      response,
      exited.then((): Message => {
        throw new Error(`the MCP server ended: ${errorOutput}`);
      }),
    ]);
    if (!message.result) throw new Error(`${method}: ${JSON.stringify(message.error)}`);
    return message.result;
  };

  const initialized = await call('initialize', {
    protocolVersion: '2025-03-26',
    capabilities: {},
    clientInfo: { name: 'contract-test', version: '1' },
  });
  child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', method: 'notifications/initialized' })}\n`);
  return {
    serverName: (initialized.serverInfo as { readonly name: string }).name,
    async tools() {
      const { tools } = await call('tools/list', {});
      return (tools as readonly { readonly name: string }[]).map((tool) => tool.name);
    },
    async call(tool, input) {
      const { content, isError } = await call('tools/call', { name: tool, arguments: input });
      return { isError: isError === true, text: (content as readonly { readonly text: string }[]).map((part) => part.text).join('\n') };
    },
    async close() {
      child.stdin.end();
      child.kill();
      await exited;
    },
  };
}
