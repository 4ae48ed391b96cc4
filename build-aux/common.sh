# SPDX-FileCopyrightText: 2026 The Desco authors
# SPDX-License-Identifier: EUPL-1.2
#
# What run, test and bench share. To be sourced by bash, with set -euo pipefail.
# shellcheck shell=bash

source_root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

say ()
{
  printf '==> %s\n' "$*"
}

warn ()
{
  printf '%s: %s\n' "${0##*/}" "$*" >&2
}

die ()
{
  warn "$*"
  exit 1
}

# as_root COMMAND…: as it is for root, else through sudo.
as_root ()
{
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  elif command -v sudo > /dev/null; then
    sudo "$@"
  else
    die "packages must be installed and this is not root: install sudo, or run as root once"
  fi
}

is_installed ()
{
  [ "$(dpkg-query --show --showformat='${db:Status-Status}' "$1" 2> /dev/null)" = installed ]
}

# missing_of GROUP…: their packages that are not there, one a line.
missing_of ()
{
  local group name command wanted=" $* "

  while read -r group name command; do
    case "$wanted" in
      *" $group "*) ;;
      *) continue ;;
    esac
    is_installed "$name" || { [ -n "$command" ] && command -v "$command" > /dev/null; } \
      || printf '%s\n' "$name"
  done < "$source_root/build-aux/packages" | sort -u
}

apt ()
{
  as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300 \
    -o Dpkg::Use-Pty=0 "$@"
}

# install_missing GROUP…: asks apt only for what is not there; its lists are fetched again only
# where they are absent or turn out to be stale.
install_missing ()
{
  local -a missing

  if ! command -v dpkg-query > /dev/null || ! command -v apt-get > /dev/null; then
    warn "this is not Debian: install what build-aux/packages lists (groups: $*) by other means"
    return
  fi

  mapfile -t missing < <(missing_of "$@")
  if [ ${#missing[@]} -eq 0 ]; then
    say "All packages are there (groups: $*)"
    return
  fi

  say "Installing ${#missing[@]} packages: ${missing[*]}"
  if ! apt install --yes --no-install-recommends "${missing[@]}" > /dev/null 2>&1; then
    say "Fetching apt's lists first"
    apt update
    apt install --yes --no-install-recommends "${missing[@]}" > /dev/null
  fi
}

# configure_build FOLDER OPTION…: sets up a build folder, or brings an old one up to date; one that
# belongs to another place or another meson is made anew.
configure_build ()
{
  local folder=$1

  shift
  mkdir -p "${folder%/*}"
  if [ -f "$folder/meson-private/coredata.dat" ]; then
    if meson setup --reconfigure "$@" "$folder" "$source_root" > "$folder.log" 2>&1; then
      return
    fi
    rm -rf "$folder"
  fi
  meson setup "$@" "$folder" "$source_root" > "$folder.log" 2>&1 || {
    tail -n 40 "$folder.log" >&2
    die "meson could not set up $folder"
  }
}

compile ()
{
  ninja -C "$1" --quiet || die "the build in $1 failed"
}

# use_build FOLDER: programs started from here on find schemas, texts and icons in a build folder.
use_build ()
{
  export GSETTINGS_SCHEMA_DIR=$1/data
  export DESCO_LOCALE_DIR=$1/po
  export XDG_DATA_DIRS=$source_root/data:${XDG_DATA_DIRS:-/usr/local/share:/usr/share}
}

# in_italian FOLDER COMMAND…: also where the system has no such locale; one is made in the folder.
in_italian ()
{
  local locales=$1/locales

  shift
  if [ ! -d "$locales/it_IT.UTF-8" ]; then
    mkdir -p "$locales"
    localedef -i it_IT -f UTF-8 "$locales/it_IT.UTF-8" 2> /dev/null \
      || warn "the Italian locale could not be made: package locales is missing"
  fi
  env LOCPATH="$locales" LC_ALL=it_IT.UTF-8 LANGUAGE=it "$@"
}

# install_node FOLDER DESCRIPTION: the pinned tools of DESCRIPTION/package-lock.json, in FOLDER; not 0
# where npm or the network does not give them.
install_node ()
{
  local folder=$1 description=$2 authorities=/etc/ssl/certs/ca-certificates.crt

  command -v npm > /dev/null || return 1
  if cmp -s "$description/package-lock.json" "$folder/installed.json"; then
    return 0
  fi
  rm -rf "$folder"
  mkdir -p "$folder"
  cp "$description/package.json" "$description/package-lock.json" "$folder/"
  # Node brings its own authorities; let it trust those of the system as well.
  if [ -z "${NODE_EXTRA_CA_CERTS:-}" ] && [ -f "$authorities" ]; then
    export NODE_EXTRA_CA_CERTS=$authorities
  fi
  if ! npm ci --prefix "$folder" --ignore-scripts --no-audit --no-fund --loglevel=error \
       > "$folder/npm.log" 2>&1; then
    tail -n 5 "$folder/npm.log" >&2
    return 1
  fi
  cp "$description/package-lock.json" "$folder/installed.json"
}
