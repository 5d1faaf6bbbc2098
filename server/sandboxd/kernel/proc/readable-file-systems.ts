/** File systems whose answers come from this kernel alone. FUSE and network servers may never answer. */
export const READABLE_FILE_SYSTEMS: ReadonlySet<string> = new Set([
  "ext2",
  "ext3",
  "ext4",
  "xfs",
  "btrfs",
  "f2fs",
  "bcachefs",
  "zfs",
  "tmpfs",
  "ramfs",
  "squashfs",
  "erofs",
  "iso9660",
  "vfat",
  "exfat",
]);
