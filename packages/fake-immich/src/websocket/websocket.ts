import type { Server as HttpServer, IncomingHttpHeaders } from 'node:http';
import { Server, type Socket } from 'socket.io';
import { versionBody } from '../endpoints/server.ts';
import { authenticate, grants } from '../http/authentication.ts';
import type { Announce } from '../library/announce.ts';
import type { LibraryState } from '../library/state.ts';
import { generationOf, type ImmichVersion } from '../version.ts';
import { messagesOf } from './render-event.ts';

/** Immich's websocket: tells users of changes while they happen. */
export interface Websocket {
  /** Connections of users that are open now. */
  readonly connections: number;
  /** Connections that were refused so far. */
  readonly refusals: number;
  readonly announce: Announce;
  /** Ends all connections without a word, as a restart of the server does. */
  readonly cut: () => void;
  /** The same, and takes no new ones before the server listens again. */
  readonly end: () => void;
}

interface WebsocketContext {
  readonly library: LibraryState;
  readonly version: () => ImmichVersion;
}

/** Serves `/api/socket.io` on a server: by websocket only, no long polling. */
export function createWebsocket(server: HttpServer, { library, version }: WebsocketContext): Websocket {
  const io = new Server(server, { path: '/api/socket.io', transports: ['websocket'], serveClient: false });
  let refusals = 0;
  io.on('connection', (socket) => {
    const userId = userOf(library, socket.handshake.headers);
    if (userId !== undefined) return welcome(io, socket, userId, version());
    refusals += 1;
    refuse(socket);
  });
  return {
    get connections() {
      return io.sockets.sockets.size;
    },
    get refusals() {
      return refusals;
    },
    announce: (event) => {
      for (const { userIds, name, args } of messagesOf(event, library, generationOf(version()))) {
        io.to([...userIds]).emit(name, ...args);
      }
    },
    cut: () => {
      for (const { conn } of io.sockets.sockets.values()) conn.close(true);
    },
    end: () => io.engine.close(),
  };
}

/** By header or cookie only, never by the query; a key has to have every permission. */
function userOf(library: LibraryState, headers: IncomingHttpHeaders): string | undefined {
  try {
    const caller = authenticate(library, headers, {});
    return grants(caller, 'all') ? caller.user.id : undefined;
  } catch {
    return undefined;
  }
}

function refuse(socket: Socket): void {
  socket.emit('error', 'unauthorized');
  socket.disconnect();
}

/** Every connection of the user hears of it. */
function welcome(io: Server, socket: Socket, userId: string, version: ImmichVersion): void {
  void socket.join(userId);
  io.to(userId).emit('on_server_version', versionBody(version));
}
