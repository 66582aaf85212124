import { v2 } from 'webdav-server';

/**
 * What the engine asks on every request besides our methods: only `type`, which feeds its Allow header and decides nothing.
 * Our methods read the tree themselves, so the rest refuses.
 */
export class TreeFileSystem extends v2.FileSystem {
  constructor() {
    // Nothing of the tree is ever saved by the engine, so there is nothing to serialize it.
    super(null as never);
  }

  override type(
    _context: v2.RequestContext,
    _path: v2.Path | string,
    callback: v2.ReturnCallback<v2.ResourceType>,
  ): void {
    callback(undefined, v2.ResourceType.Directory);
  }

  protected override _type(_path: v2.Path, _info: v2.TypeInfo, callback: v2.ReturnCallback<v2.ResourceType>): void {
    callback(undefined, v2.ResourceType.Directory);
  }

  protected override _lockManager(
    _path: v2.Path,
    _info: v2.LockManagerInfo,
    callback: v2.ReturnCallback<v2.ILockManager>,
  ): void {
    callback(v2.Errors.Forbidden);
  }

  protected override _propertyManager(
    _path: v2.Path,
    _info: v2.PropertyManagerInfo,
    callback: v2.ReturnCallback<v2.IPropertyManager>,
  ): void {
    callback(v2.Errors.Forbidden);
  }
}
