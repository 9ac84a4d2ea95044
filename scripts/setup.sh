#!/bin/sh
# Set this checkout up, installing only what is missing:
#
#   scripts/setup.sh python   .venv/ with the packages of requirements.lock and the project itself
#   scripts/setup.sh tools    LibreOffice Writer, Calc, Math, Impress and Draw; the fonts in
#                             .venv/share/dossier/fonts/
#   scripts/setup.sh fonts    the fonts alone, for a machine without LibreOffice
#   scripts/setup.sh scan     what reads scans (the packages of requirements-scan.lock), unless SCAN=0
#   scripts/setup.sh browser  what the tests need: Chromium, which opens index.html; Ghostscript;
#                             the sources of locales
#   scripts/setup.sh          python and tools
#
# What is missing is gathered before anything is done. Where it cannot be installed, one message
# tells all of it and what to type. Nothing goes into the system's Python. docs/setup.md says more.
#
# Environment: PYTHON      the Python that .venv/ is made with (python3)
#              SCAN        0: scans are not read, and nothing is installed for that (260 MB);
#                          1: set-up cannot go on where that cannot be installed
#              SETUP_ROOT  the folder that stands for / where fonts are looked up (for the tests)

set -eu
unset CDPATH
case $0 in
    */*) cd "${0%/*}/.." ;;
    *) cd .. ;;
esac
checkout=$(pwd -P)
python=${PYTHON:-python3}
system=${SETUP_ROOT:-}
fonts=.venv/share/dossier/fonts
temp=''

# KiB of room below which a failure may come of it
enough=1048576

# ------------------------------------------------------------------------ what there ought to be

# Calls `$1 package folder licence file…` for each Debian package that fonts are taken from. What
# stands in for a file where a package does not hold it comes after a bar.
each_font_package() {
    "$1" fonts-noto-cjk usr/share/fonts/opentype/noto usr/share/doc/fonts-noto-cjk/copyright \
        NotoSansCJK-Regular.ttc NotoSansCJK-Bold.ttc \
        NotoSerifCJK-Regular.ttc NotoSerifCJK-Bold.ttc
    "$1" fonts-lxgw-wenkai usr/share/fonts/truetype/lxgw-wenkai \
        usr/share/doc/fonts-lxgw-wenkai/copyright \
        LXGWWenKai-Light.ttf LXGWWenKai-Regular.ttf \
        "LXGWWenKai-Bold.ttf|LXGWWenKai-Medium.ttf"
    "$1" fonts-liberation usr/share/fonts/truetype/liberation \
        usr/share/doc/fonts-liberation/copyright \
        LiberationSerif-Regular.ttf LiberationSerif-Bold.ttf \
        LiberationSerif-Italic.ttf LiberationSerif-BoldItalic.ttf \
        LiberationSans-Regular.ttf LiberationSans-Bold.ttf \
        LiberationSans-Italic.ttf LiberationSans-BoldItalic.ttf \
        LiberationMono-Regular.ttf LiberationMono-Bold.ttf \
        LiberationMono-Italic.ttf LiberationMono-BoldItalic.ttf
    "$1" fonts-dejavu-core usr/share/fonts/truetype/dejavu \
        usr/share/doc/fonts-dejavu-core/copyright \
        DejaVuSans.ttf
    "$1" fonts-opensymbol usr/share/fonts/truetype/libreoffice \
        usr/share/doc/fonts-opensymbol/copyright \
        opens___.ttf
    # signs and letters of which the fonts above have none
    "$1" fonts-noto-core usr/share/fonts/truetype/noto usr/share/doc/fonts-noto-core/copyright \
        NotoSansSymbols-Regular.ttf NotoSansSymbols2-Regular.ttf NotoSansMath-Regular.ttf \
        NotoSerifTibetan-Regular.ttf NotoSansMongolian-Regular.ttf
    "$1" texlive-lang-chinese usr/share/texlive/texmf-dist/fonts/opentype/public/fandol \
        usr/share/doc/texlive-doc/fonts/fandol/COPYING.gz \
        FandolFang-Regular.otf FandolKai-Regular.otf \
        FandolSong-Regular.otf FandolSong-Bold.otf \
        FandolHei-Regular.otf FandolHei-Bold.otf
}

# ------------------------------------------------------------------------------ what is missing

# A stamp is written last and holds the place that it was made for; so an interrupted set-up and
# a checkout that was moved (.venv/ holds absolute paths) are done again.
made_here() {
    made=''
    [ ! -e "$1" ] || IFS= read -r made <"$1" || :
    [ "$made" = "$checkout" ]
}

python_ready() {
    made_here .venv/.python-ready && [ -x .venv/bin/python ] &&
        older_than .venv/.python-ready requirements.lock pyproject.toml scripts/setup.sh
}

tools_ready() {
    made_here .venv/.tools-ready && older_than .venv/.tools-ready scripts/setup.sh
}

scan_ready() {
    [ "${SCAN:-}" = 0 ] || { made_here .venv/.scan-ready &&
        older_than .venv/.scan-ready requirements-scan.lock scripts/setup.sh && has_scan; }
}

# What reads scans, or the note that it could not be installed and nobody insisted.
has_scan() {
    [ "${SCAN:-}" != 1 ] || (set -- .venv/lib/python*/site-packages/rapidocr && [ -d "$1" ])
}

browser_ready() {
    made_here .venv/.browser-ready && older_than .venv/.browser-ready scripts/setup.sh
}

older_than() {
    stamp=$1
    shift
    for file; do
        # shellcheck disable=SC3013  # every sh has -nt, and POSIX since 2024
        [ ! "$file" -nt "$stamp" ] || return 1
    done
}

lacks() {
    lacking="$lacking  $1
"
}

# Fills $lacking (lines for a person), $packages (to install) and $font_packages (to unpack).
gather() {
    lacking='' packages='' font_packages='' hopeless=''
    [ -z "$want_python" ] || gather_python
    [ -z "$want_office" ] || gather_office
    [ -z "$want_fonts" ] || each_font_package gather_fonts
    [ -z "$want_browser" ] || gather_browser
    [ -z "$want_scan" ] || lacks "what reads scans (requirements-scan.lock), in .venv/; SCAN=0 leaves it out"
}

gather_python() {
    if ! version=$("$python" -c 'import sys
print("%d.%d.%d" % sys.version_info[:3])
sys.exit(sys.version_info < (3, 11))' 2>/dev/null); then
        hopeless="there is no Python 3.11 or later"
        lacks "Python 3.11 or later ('$python' is ${version:-not there}); to name one: make PYTHON=… setup"
    elif ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        lacks "python3-venv, which makes .venv/"
        packages="$packages python3-venv"
    fi
    lacks "the Python packages of requirements.lock, in .venv/"
}

gather_office() {
    # Its parts lie beside the program; a wrapper from elsewhere (snap, flatpak) has them all.
    program=''
    if soffice=$(command -v soffice); then
        program=$(readlink -f "$soffice") || program=$soffice
        program=${program%/*}
    fi
    gather_part libreoffice-writer-nogui libswlo.so "Word files"
    gather_part libreoffice-calc-nogui libsclo.so workbooks
    gather_part libreoffice-math-nogui libsmlo.so "the equations in them"
    gather_part libreoffice-impress-nogui libslideshowlo.so presentations
    gather_part libreoffice-draw-nogui libsdlo.so "the drawings of presentations"
    # Quicker with both (docs/setup.md), but nobody is stopped for the lack of them.
    case $packages in
        *libreoffice*)
            lacks "python3-uno and libjemalloc2, with which LibreOffice is quicker"
            packages="$packages python3-uno libjemalloc2"
            ;;
    esac
}

gather_part() {
    if [ -n "$program" ] && { [ -e "$program/$2" ] || [ ! -e "$program/soffice.bin" ]; }; then
        return 0
    fi
    lacks "$1, which turns $3 into PDF"
    packages="$packages $1"
}

gather_browser() {
    browser=''
    for name in chromium chromium-browser google-chrome; do
        ! command -v "$name" >/dev/null || browser=$name
    done
    if [ -z "$browser" ]; then
        lacks "chromium, in which the tests open index.html"
        packages="$packages chromium"
    fi
    command -v gs >/dev/null || {
        lacks "ghostscript, with which the tests turn PDFs into PDF/A"
        packages="$packages ghostscript"
    }
    [ -e "$system/usr/share/i18n/locales/zh_CN" ] || {
        lacks "locales, of which the tests make a Chinese one"
        packages="$packages locales"
    }
}

gather_fonts() {
    if collected "$@" || installed "$@"; then return 0; fi
    font_packages="$font_packages $1"
    package=$1 absent=''
    shift 3
    for file; do
        held "$file" "$fonts" || absent="$absent ${file%%|*}"
    done
    lacks "fonts of $package:$absent"
}

# The first of `a|b|…` that the folder $2 holds, in $file; fails where it holds none.
held() {
    choices=$1
    while [ -n "$choices" ]; do
        file=${choices%%|*}
        [ ! -e "$2/$file" ] || return 0
        case $choices in
            *"|"*) choices=${choices#*|} ;;
            *) choices='' ;;
        esac
    done
    file=$1
    return 1
}

collected() {
    shift 3
    for wanted; do
        held "$wanted" "$fonts" || return 1
    done
}

installed() {
    folder=$2
    [ -e "$system/$3" ] || return 1
    shift 3
    for wanted; do
        held "$wanted" "$system/$folder" || return 1
    done
}

# The one message. $1 says why set-up cannot go on; what is missing is looked up anew.
stop() {
    told=yes
    gather
    {
        echo "error: set-up cannot go on: $1"
        echo "missing:"
        printf %s "$lacking"
        room .
        [ -z "$temp" ] || room "$temp"
        [ -z "$font_packages" ] || echo "hint: fonts belong into $fonts/"
        [ -z "$packages$font_packages" ] || how_to_install
        echo "hint: then type again"
        echo "  make setup"
        case $packages in
            *libreoffice-writer* | *libreoffice-calc*)
                echo "hint: to go on without LibreOffice (each Office file gets a placeholder page), type"
                echo "  scripts/setup.sh python fonts && .venv/bin/dossier build"
                ;;
        esac
        echo "hint: where there is no root or no Debian, docs/setup.md tells what to do by hand"
    } >&2
    exit 1
}

# How much is free around the folder $1, where that is little.
room() {
    free=$(df -Pk "$1" 2>/dev/null) || return 0
    free=${free##*
}
    # shellcheck disable=SC2086  # device, blocks, used, free
    set -- "$1" $free
    [ "${5:-$enough}" -ge "$enough" ] || echo "hint: only $((${5} / 1024)) MB are free around '$1'"
}

# What to type as root, by the system that /etc/os-release tells of.
how_to_install() {
    case $(release) in
        *" fedora "* | *" rhel "*)
            names=''
            for package in $packages $font_packages; do
                names="$names $(fedora "$package")"
            done
            echo "hint: on Fedora, type as root"
            echo "  dnf install$(printf ' %s' $names)"
            [ -z "$font_packages" ] || echo "hint: then copy the fonts, whose files lie below" \
                "/usr/share/fonts and /usr/share/texlive (LXGW WenKai comes from its project)"
            ;;
        *)
            system_name=Debian
            case $(release) in *" ubuntu "*) system_name="Ubuntu (24.04 LTS or later)" ;; esac
            echo "hint: on $system_name, type as root"
            echo "  apt-get update"
            echo "  apt-get install --no-install-recommends$packages$font_packages"
            ;;
    esac
}

# ID and ID_LIKE, with a space on either side.
release() {
    (
        ID='' ID_LIKE=''
        # shellcheck disable=SC1091  # shell assignments (os-release(5))
        [ ! -r "$system/etc/os-release" ] || . "$system/etc/os-release"
        echo " $ID $ID_LIKE "
    )
}

# What Fedora calls a Debian package.
fedora() {
    case $1 in
        python3-venv) echo python3 ;;
        python3-uno) echo libreoffice-pyuno ;;
        libjemalloc2) echo jemalloc ;;
        libreoffice-*) echo "${1%-nogui}" ;;
        fonts-noto-cjk) echo google-noto-sans-cjk-fonts google-noto-serif-cjk-fonts ;;
        fonts-lxgw-wenkai) ;;
        fonts-liberation) echo liberation-fonts ;;
        fonts-dejavu-core) echo dejavu-sans-fonts ;;
        fonts-opensymbol) echo libreoffice-opensymbol-fonts ;;
        texlive-lang-chinese) echo texlive-fandol ;;
        *) echo "$1" ;;
    esac
}

# -------------------------------------------------------------------------------- what is done

say() {
    echo "set-up: $1"
}

# Runs what follows $1; where it fails, $1 is why set-up cannot go on.
must() {
    why=$1
    shift
    "$@" || stop "$why (the words of '${1##*/}' are above)"
}

# Runs a command without a word; where it fails, shows what it said.
quietly() {
    "$@" >"$temp/log" 2>&1 </dev/null || {
        cat "$temp/log" >&2
        return 1
    }
}

apt() {
    # A fresh machine may be busy with its own updates: wait for the lock.
    DEBIAN_FRONTEND=noninteractive quietly apt-get -qq -y \
        -o DPkg::Lock::Timeout=300 -o Dpkg::Use-Pty=0 -o APT::Sandbox::User=root "$@"
}

install_packages() {
    [ -n "$packages$font_packages" ] || return 0
    command -v apt-get >/dev/null || stop "there is no apt-get here"
    if [ "$(id -u)" = 0 ]; then
        # One list that cannot be fetched need not matter; what it said may explain what follows.
        apt -o APT::Update::Error-Mode=any update || :
    elif [ -n "$packages" ]; then
        stop "only root can install Debian packages"
    fi
    [ -n "$packages" ] || return 0
    say "installing$packages"
    # shellcheck disable=SC2086  # a list of names
    apt install --no-install-recommends $packages ||
        stop "'apt-get install' failed (its words are above)"
    gather
    [ -z "$packages" ] || stop "installed, but still not found:$packages"
}

set_up_python() {
    say "Python packages into .venv/"
    if ! made_here .venv/.python-ready || ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
        # Made elsewhere, broken or never finished: begin anew, but keep the fonts.
        must "what is left of an older .venv/ cannot be removed" \
            rm -rf .venv/bin .venv/include .venv/lib .venv/lib64 .venv/pyvenv.cfg .venv/.scan-ready
        want_scan=$asked_scan
        quietly "$python" -m venv .venv || stop "'$python -m venv' failed (its words are above)"
    fi
    must "the old stamp in .venv/ cannot be removed" rm -f .venv/.python-ready
    pip --only-binary=:all: --require-hashes -r requirements.lock
    pip --no-deps --no-build-isolation --editable .
    stamp .venv/.python-ready
    want_python=''
}

pip() {
    quietly .venv/bin/python -m pip --quiet --no-input --disable-pip-version-check install "$@" ||
        stop "pip failed (its words are above)"
}

# Nobody is stopped for the lack of it, but who said SCAN=1.
set_up_scan() {
    say "what reads scans, into .venv/ (SCAN=0 leaves it out)"
    must "the old stamp in .venv/ cannot be removed" rm -f .venv/.scan-ready
    if [ "${SCAN:-}" = 1 ]; then
        pip --only-binary=:all: --require-hashes -r requirements-scan.lock
    else
        quietly .venv/bin/python -m pip --quiet --no-input --disable-pip-version-check install \
            --only-binary=:all: --require-hashes -r requirements-scan.lock ||
            say "scans will not be read, for that could not be installed: make setup SCAN=1 tries again"
    fi
    stamp .venv/.scan-ready
    want_scan=''
}

# The last step: a file that holds the place that it was made for.
stamp() {
    echo "$checkout" >"$1" || stop "'$1' cannot be written (the words of the shell are above)"
}

# Copies one package's fonts from where it is installed, or else from the package, unpacked aside.
# Copies, not links: an upgrade of the system must not change what a page looks like.
collect_fonts() {
    if collected "$@"; then return 0; fi
    say "fonts of $1"
    must "the folder for the fonts cannot be made" mkdir -p "$fonts/licences"
    if installed "$@"; then from=$system; else unpack "$@"; fi
    package=$1 folder=$2 licence=$3
    shift 3
    gzip -cdf "$from/$licence" >"$fonts/licences/$package.txt" ||
        stop "the licence of the fonts of $package cannot be copied (the words of 'gzip' are above)"
    for wanted; do
        held "$wanted" "$from/$folder" ||
            stop "the Debian package $package holds no $(choice "$wanted") (any more?)"
        must "'$file' cannot be copied into $fonts/" cp "$from/$folder/$file" "$fonts/.new"
        must "'$file' cannot be put in its place in $fonts/" mv "$fonts/.new" "$fonts/$file"
    done
}

# `a|b|c` as a person says it.
choice() {
    told_choice=$1
    while case $told_choice in *"|"*) true ;; *) false ;; esac; do
        told_choice="${told_choice%%|*}, nor ${told_choice#*|}"
    done
    echo "$told_choice"
}

unpack() {
    from=$temp/$1
    must "the fonts of $1 cannot be unpacked" mkdir "$from"
    (cd "$from" && apt download "$1") ||
        stop "'apt-get download $1' failed (its words are above)"
    dpkg-deb --fsys-tarfile "$from/$1"_*.deb | tar -x -C "$from" "./$2" "./$3" ||
        stop "the Debian package $1 cannot be unpacked, or is not as expected (see above)"
    rm "$from/$1"_*.deb || :
}

# Outlines with which LibreOffice is quicker, drawn once. Where that fails, the fonts stay as they
# came, and pages look the same.
redraw_fonts() {
    [ -x .venv/bin/python ] && [ -d "$fonts" ] || return 0
    .venv/bin/python scripts/truetype "$fonts" 2>"$temp/log" </dev/null ||
        say "fonts stay as they came (LibreOffice is slower): scripts/truetype cannot run here"
}

# -------------------------------------------------------------------------------------- begin

[ $# -gt 0 ] || set -- python tools
want_python='' want_office='' want_fonts='' want_browser='' want_scan='' asked_scan=''
for step; do
    case $step in
        python) python_ready || want_python=yes ;;
        tools) tools_ready || want_office=yes want_fonts=yes ;;
        fonts) tools_ready || want_fonts=yes ;;
        browser) browser_ready || want_browser=yes ;;
        scan)
            [ "${SCAN:-}" = 0 ] || asked_scan=yes
            scan_ready || want_scan=yes
            ;;
        *)
            echo "usage: scripts/setup.sh [python] [tools] [fonts] [scan] [browser]" >&2
            exit 2
            ;;
    esac
done
[ -n "$want_python$want_fonts$want_browser$want_scan" ] || exit 0

told=''
# whatever ends this otherwise is told all the same
end() {
    code=$?
    trap - EXIT
    [ -z "$temp" ] || rm -rf "$temp"
    [ "$code" = 0 ] || [ -n "$told" ] || (stop "a step failed (its words are above)") || :
    exit "$code"
}
trap end EXIT
trap 'told=yes; exit 130' HUP INT TERM
temp=$(mktemp -d) || stop "no temporary folder can be made (the words of 'mktemp' are above)"
gather
[ -z "$hopeless" ] || stop "$hopeless"
install_packages
[ -z "$want_python" ] || set_up_python
[ -z "$want_scan" ] || set_up_scan
[ -z "$want_fonts" ] || each_font_package collect_fonts
redraw_fonts
[ -z "$want_office" ] || stamp .venv/.tools-ready
[ -z "$want_browser" ] || stamp .venv/.browser-ready
