import { io, type Socket } from 'socket.io-client';
import type { Connection } from '../http/connection.ts';

/**
 * Events of Immich's websocket after which a listing may be stale. Adding or removing a tag is an update of the asset. Immich sends no
 * event when an album is created, renamed, deleted or unshared, when a person is named, or when a partner uploads: the next poll
 * finds those.
 */
const HINTS: readonly string[] = [
  // Sent to every session of a user when one of them connects; earlier events may have been missed.
  'on_server_version',
  'on_upload_success',
  'on_album_update',
  'on_asset_update',
  // The only event of an edited picture, and of an edit that is undone: V1 in 2.7, V2 in 3.x.
  'AssetEditReadyV1',
  'AssetEditReadyV2',
  'on_asset_trash',
  'on_asset_restore',
  'on_asset_delete',
  'on_asset_hidden',
  'on_asset_stack_update',
  // Face recognition found a person, or two people were merged.
  'on_person_thumbnail',
  // An invitation to an album, among others.
  'on_notification',
];

/** Sent before Immich ends a connection whose API key may not listen. */
const REFUSAL = 'error';

export interface HintWatcher {
  readonly onHint: () => void;
  /** Told once, when hints cannot be had. */
  readonly onWarning: (message: string) => void;
  readonly signal: AbortSignal;
  /** Milliseconds before connecting again, the first time; later ones wait longer, up to a minute. */
  readonly firstPauseMs?: number;
  /** Milliseconds before connecting again after Immich itself ended the connection. */
  readonly sentAwayMs?: number;
}

const FIRST_PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 60_000;

const NEXT_POLL = 'changes show at the next refresh instead of at once; IMMICH_HINTS=false stops trying';
const REFUSED = `Immich tells of changes only to an API key with all permissions; ${NEXT_POLL}.`;
const NO_WEBSOCKET = `The websocket of Immich cannot be reached, let the proxy before it pass it on; ${NEXT_POLL}.`;

/**
 * Listens to Immich's websocket until the signal aborts. A connection that is lost is made again; a key that is refused from
 * the start is not tried again.
 */
export function watchHints(connection: Connection, watcher: HintWatcher): void {
  const { signal } = watcher;
  if (signal.aborted) return;
  const socket = createSocket(connection, watcher);
  const tell = once(watcher.onWarning);
  let isWelcome = false;
  let later: NodeJS.Timeout | undefined;
  for (const event of HINTS) {
    socket.on(event, () => {
      isWelcome = true;
      watcher.onHint();
    });
  }
  socket.on(REFUSAL, () => {
    if (!isWelcome) tell(REFUSED);
  });
  socket.on('connect_error', (error) => {
    if (!isWelcome && isNoWebsocket(error)) tell(NO_WEBSOCKET);
  });
  socket.on('disconnect', (reason) => {
    // Every other end is followed by another try anyway. A key that was good may become so again.
    if (reason !== 'io server disconnect' || !isWelcome) return;
    later = setTimeout(() => socket.connect(), watcher.sentAwayMs ?? LONGEST_PAUSE_MS);
  });
  const stop = (): void => {
    clearTimeout(later);
    socket.disconnect();
  };
  signal.addEventListener('abort', stop, { once: true });
  socket.connect();
}

const createSocket = ({ api, headers }: Connection, { firstPauseMs = FIRST_PAUSE_MS }: HintWatcher): Socket =>
  io(api.origin, {
    path: `${api.pathname}/socket.io`,
    // Immich refuses long polling.
    transports: ['websocket'],
    extraHeaders: { ...headers },
    forceNew: true,
    autoConnect: false,
    reconnectionDelay: firstPauseMs,
    reconnectionDelayMax: LONGEST_PAUSE_MS,
  });

/** An HTTP answer that is neither a websocket nor the error of a server that is about to come back. */
const isNoWebsocket = (error: Error): boolean => /server response: [1-4]\d\d/.test(said(error));

/** The message of a transport's error is only in its description. */
function said(error: Error): string {
  const { description } = error as { description?: unknown };
  return typeof description === 'object' && description !== null && 'message' in description
    ? String(description.message)
    : error.message;
}

function once(tell: (message: string) => void): (message: string) => void {
  let isTold = false;
  return (message) => {
    if (!isTold) tell(message);
    isTold = true;
  };
}
