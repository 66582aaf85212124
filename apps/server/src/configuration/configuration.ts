import type { LivePhotos, RenditionName, StackChoice, ViewName, ViewSettings } from '@immich-webdav/core';
import type { SavedSearch } from '@immich-webdav/immich-adapter';
import type { DownloadLimits, HttpLimits } from '@immich-webdav/webdav-adapter';

/** A folder of Immich's host and where the same folder is mounted here. Absolute paths. */
export interface PathMapping {
  readonly from: string;
  readonly to: string;
}

/** How clients prove who they are. */
export type Access =
  /** Everyone; unless told so by name, only those on this machine. */
  | { readonly kind: 'anonymous'; readonly from: 'this-machine' | 'anywhere' }
  | { readonly kind: 'password'; readonly username: string; readonly password: string }
  | { readonly kind: 'password-hash'; readonly username: string; readonly passwordHash: string };

/** Everything the server can be told, checked. */
export interface Configuration {
  readonly immich: {
    readonly url: string;
    readonly apiKey: string;
    readonly timeoutMs: number;
    /** JSON requests at the same time. */
    readonly concurrency: number;
    /** Whether Immich's websocket is listened to. */
    readonly hints: boolean;
    readonly libraryPathMap: readonly PathMapping[];
    readonly searches: readonly SavedSearch[];
    /** Whether what partners share is shown too. */
    readonly partners: boolean;
  };
  readonly library: {
    /** Empty: all. */
    readonly albumIds: readonly string[];
    readonly refreshIntervalMs: number;
    readonly sweepIntervalMs: number;
    /** Listings read at the same time. */
    readonly concurrency: number;
    /** Lowercase, without a dot. */
    readonly excludedExtensions: readonly string[];
    readonly flatten: boolean;
    readonly views: readonly ViewName[];
    readonly viewSettings: ViewSettings;
    /** Absent: albums are not nested. */
    readonly albumPathSeparator?: string;
    /** Absent: no folder is split. */
    readonly splitFoldersAt?: number;
    readonly renditions: readonly RenditionName[];
    readonly livePhotos: LivePhotos;
    readonly stacks: StackChoice;
  };
  /** What is written beside each file. */
  readonly sidecars: 'xmp' | undefined;
  readonly store: {
    /** Where listings are kept: an absolute path, or `:memory:`; absent = among the user's own data. */
    readonly folder: string | undefined;
    /** The most that listings may take in memory. */
    readonly memoryBytes: number;
  };
  readonly content: {
    /** The most that kept content may take on disk; 0: none is kept. */
    readonly maxBytes: number;
    /** Where it is kept, an absolute path; absent = in the folder of the listings. */
    readonly folder: string | undefined;
  };
  readonly webdav: {
    readonly host: string;
    /** 0: any free port. */
    readonly port: number;
    /** Begins with a slash and ends without one; absent = the root. */
    readonly basePath: string | undefined;
    readonly limits: HttpLimits;
    readonly downloads: DownloadLimits;
  };
  readonly access: Access;
  readonly logLevel: LogLevel;
}

/** From the fewest lines to the most. */
export const logLevels = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;

export type LogLevel = (typeof logLevels)[number];
