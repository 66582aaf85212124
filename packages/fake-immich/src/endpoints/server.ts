import { json } from '../http/reply.ts';
import type { Route } from '../http/route.ts';
import { mediaTypeExtensions } from '../library/media-types.ts';
import { generationOf, type ImmichVersion } from '../version.ts';

/** A release in its parts. */
export function versionBody(version: ImmichVersion): Record<string, unknown> {
  const [major, minor, patch] = version.split('.').map(Number);
  return { major, minor, patch, ...(generationOf(version) === 'v3' && { prerelease: null }) };
}

/** What the server tells about itself. */
export const serverRoutes: readonly Route[] = [
  { method: 'GET', path: '/api/server/ping', access: 'public', handle: () => json({ res: 'pong' }) },
  {
    method: 'GET',
    path: '/api/server/version',
    access: 'public',
    handle: ({ version }) => json(versionBody(version)),
  },
  {
    method: 'GET',
    path: '/api/server/about',
    access: 'permission',
    permission: 'server.about',
    handle: ({ version }) =>
      json({
        version: `v${version}`,
        versionUrl: `https://github.com/immich-app/immich/releases/tag/v${version}`,
        licensed: false,
        nodejs: process.version,
        exiftool: '13.59',
        ffmpeg: 'none',
        libvips: '8.17.3',
        imagemagick: '',
      }),
  },
  {
    method: 'GET',
    path: '/api/server/features',
    access: 'public',
    handle: ({ generation, library }) =>
      json({
        smartSearch: library.smartSearch.mode !== 'disabled',
        facialRecognition: false,
        duplicateDetection: false,
        map: true,
        reverseGeocoding: true,
        importFaces: false,
        sidecar: true,
        search: true,
        trash: library.trash.isEnabled,
        oauth: false,
        oauthAutoLaunch: false,
        ocr: false,
        passwordLogin: true,
        configFile: false,
        email: false,
        ...(generation === 'v3' && { realtimeTranscoding: false }),
      }),
  },
  {
    method: 'GET',
    path: '/api/server/config',
    access: 'public',
    handle: ({ generation, library }) =>
      json({
        loginPageMessage: '',
        trashDays: library.trash.days,
        userDeleteDelay: 7,
        oauthButtonText: 'Login with OAuth',
        isInitialized: true,
        isOnboarded: true,
        externalDomain: '',
        publicUsers: true,
        mapDarkStyleUrl: 'https://tiles.immich.cloud/v1/style/dark.json',
        mapLightStyleUrl: 'https://tiles.immich.cloud/v1/style/light.json',
        maintenanceMode: false,
        ...(generation === 'v3' && { minFaces: 3 }),
      }),
  },
  {
    method: 'GET',
    path: '/api/server/media-types',
    access: 'public',
    handle: () => json(mediaTypeExtensions),
  },
];
