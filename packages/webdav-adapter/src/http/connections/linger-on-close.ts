import type { Socket } from 'node:net';

const lingerMs = 1000;

/**
 * Leaves a client the time to read its last answer. Closing a socket with unread bytes resets it, and the client would lose the
 * answer. Nothing is read meanwhile, so a client that floods the server has to wait before it connects again.
 */
export function lingerOnClose(socket: Socket): void {
  // Node calls this after the last answer.
  socket.destroySoon = () => {
    socket.end(() => setTimeout(() => socket.destroy(), lingerMs).unref());
  };
}
