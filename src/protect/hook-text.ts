import type { HookReach } from "./plan.js";

/** Number of the hook below; raised with every change of its text, so that `status` can tell an older one. */
export const hookRevision = 1;

/** Where a hook that was there before is kept: beside ours, under this ending. */
export const keptEnding = ".before-tagline";

/**
 * The reference-transaction hook, for any POSIX shell. With the reach `marked` it acts only in
 * repositories that carry `<common git directory>/tagline/protected`: its directory serves others too.
 *
 * What it has to know of git, seen with git 2.39, and read in the sources of others:
 * - A deletion and a forced update come with an all-zero old value, in the newest versions with the real one:
 *   what the ref holds is looked up in any case.
 * - `git pack-refs` writes packed-refs, gives up `packed-refs.lock`, and then prunes each loose copy as a
 *   deletion with its old value. A real deletion holds that lock while it asks. So a deletion is a prune when
 *   the loose ref and packed-refs both hold the old value and nobody holds the lock.
 * - `main-worktree/refs/tags/v1` is another name of `refs/tags/v1`, to newer versions.
 * - Each state is a process of its own, and a fetch may ask for every tag by itself: nothing but the shell
 *   starts where no existing version is concerned, but for one grep where there is a packed-refs file.
 */
export function hookText(reach: HookReach): string {
  return `#!/bin/sh
# tagline protect, hook ${hookRevision}
#
# Keeps the tags v0, v1, v2 ... from being moved and deleted: a version never changes. Put here by
# "tagline protect install", taken away by "tagline protect remove". A copy that was edited counts as none.
#
# git calls this for every change of refs, with a state as argument and lines "<old> <new> <ref>" as input.
# Only in the state "prepared" can a hook refuse.
#
# A hook that was here before is kept beside this one as reference-transaction${keptEnding}. It runs
# first, with the same arguments and input, and what it refuses is refused.
#
# There is one way out, for a version that never left this clone: while tagline/unpublished in the common git
# directory has a line "v<N> <id>", the tag v<N> may be deleted or moved from the object <id>, and no other.
reach=${reach}
before=$0${keptEnding}
newline='
'
asked=

if [ "$1" != prepared ]; then
  if [ -f "$before" ] && [ -x "$before" ]; then exec "$before" "$@"; fi
  exit 0
fi

check() {
  common=
  refused=
  while read -r old new ref; do
    ref=\${ref#main-worktree/}
    case $ref in refs/tags/v[0-9]*) ;; *) continue ;; esac
    name=\${ref#refs/tags/}
    case $name in v0) ;; v0* | v*[!0-9]*) continue ;; esac
    if [ -z "$common" ]; then
      find_common || return 1
      if [ "$reach" = marked ] && [ ! -e "$common/tagline/protected" ]; then return 0; fi
    fi
    judge || refused=yes
  done
  if [ -z "$refused" ]; then return 0; fi
  echo "hint: a change is published as the next version: tagline deploy" >&2
  return 1
}

# Sets "common" to the directory that holds the refs, also of a linked worktree.
find_common() {
  directory=\${GIT_DIR:-.git}
  if [ -n "\${GIT_COMMON_DIR:-}" ]; then
    common=$GIT_COMMON_DIR
  elif [ -f "$directory/commondir" ]; then
    read -r common <"$directory/commondir"
    case $common in /*) ;; *) common=$directory/$common ;; esac
  elif [ -d "$directory/refs" ]; then
    common=$directory
  else
    common=$(git rev-parse --git-common-dir)
  fi
}

judge() {
  loose=
  target=
  if [ -f "$common/$ref" ]; then read -r loose target <"$common/$ref"; fi
  now=$loose$target
  if [ -z "$now" ]; then
    find_packed
    now=$packed
  fi
  # A new tag, or one that is put where it is, as pack-refs does.
  if [ -z "$now" ] || [ "$now" = "$new" ]; then return 0; fi
  case $new in
    *[!0]*) verb=moved ;;
    *)
      verb=deleted
      if [ "$loose" = "$old" ] && [ ! -e "$common/packed-refs.lock" ]; then
        find_packed
        if [ "$packed" = "$old" ]; then return 0; fi
      fi
      ;;
  esac
  if [ -f "$common/tagline/unpublished" ] && grep -Fxq "$name $now" "$common/tagline/unpublished"; then return 0; fi
  echo "tagline: $name is a version: it is never $verb." >&2
  return 1
}

# Sets "packed" to what packed-refs says of the ref: nothing, mostly, since it asks for new tags above all.
find_packed() {
  packed=
  if [ ! -s "$common/packed-refs" ]; then return 0; fi
  case $asked in
    "") asked=once ;;
    once)
      # The second one of this input, so there may be thousands: read all there are, and start grep no more.
      asked=often
      known=$(grep ' refs/tags/v[0-9]' "$common/packed-refs")$newline
      ;;
  esac
  if [ "$asked" = often ]; then
    case $known in *" $ref$newline"*) ;; *) return 0 ;; esac
  fi
  packed=$(grep " $ref$" "$common/packed-refs")
  packed=\${packed%% *}
}

if [ ! -f "$before" ] || [ ! -x "$before" ]; then
  check
  exit
fi
input=$(cat)
if [ -z "$input" ]; then
  "$before" "$@" </dev/null
  exit
fi
printf '%s\\n' "$input" | "$before" "$@" || exit
printf '%s\\n' "$input" | check
`;
}
