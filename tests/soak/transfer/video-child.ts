// Serves one long video to every client, in a separate process: `video-child.ts <megabytes>`. Prints the URL as its first line.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { longVideo } from './long-video.ts';

const video = longVideo(Number(process.argv[2]));
const server = createServer((_request, response) => {
  response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': video.bytes });
  Readable.from(video.pieces()).pipe(response);
});
server.listen(0, '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}/video.mp4\n`);
});
