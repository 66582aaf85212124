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
  /** Called at most once, if hints are not available. */
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
const REFUSED = `Immich sends hints only to an API key with all permissions; ${NEXT_POLL}.`;
const NO_WEBSOCKET = `The websocket of Immich cannot be reached, let the proxy before it pass it on; ${NEXT_POLL}.`;

/** Listens to Immich's websocket until the signal aborts. Reconnects after a lost connection, but not with a refused key. */
export function watchHints(connection: Connection, watcher: HintWatcher): void {
  const { signal } = watcher;
  if (signal.aborted) return;
  const socket = createSocket(connection, watcher);
  const warn = atMostOneWarning(watcher.onWarning);
  let isWelcome = false;
  let later: NodeJS.Timeout | undefined;
  for (const event of HINTS) {
    socket.on(event, () => {
      isWelcome = true;
      watcher.onHint();
    });
  }
  socket.on(REFUSAL, () => {
    if (!isWelcome) warn(REFUSED);
  });
  socket.on('connect_error', (error) => {
    if (!isWelcome && isNoWebsocket(error)) warn(NO_WEBSOCKET);
  });
  socket.on('disconnect', (reason) => {
    // The client reconnects by itself after any other reason. A key that was accepted before may be again.
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

/** An HTTP answer other than an upgrade, and not an error of a server that is restarting. */
const isNoWebsocket = (error: Error): boolean => /server response: [1-4]\d\d/.test(messageOf(error));

/** socket.io puts the message of a transport error into `description`. */
function messageOf(error: Error): string {
  const { description } = error as { description?: unknown };
  return typeof description === 'object' && description !== null && 'message' in description
    ? String(description.message)
    : error.message;
}

function atMostOneWarning(onWarning: (message: string) => void): (message: string) => void {
  let isWarned = false;
  return (message) => {
    if (!isWarned) onWarning(message);
    isWarned = true;
  };
}
