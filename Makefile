# The only door. Each target is one command that works without make, too (docs/setup.md).
#
# make never sees the name of an evidence file (names hold spaces, colons and dollar signs): `find`
# says whether anything is new, and Python works out what that means. Works with GNU make >= 3.81.

MAKEFLAGS += -rR
.DEFAULT_GOAL := help
.PHONY: help dossier watch desk check tasks register chapter box scans freeze reprint why clean setup test lint bench soak fuzz audit

# What a person typed reaches the shell through the environment, so that nothing in it is run.
override WORKSPACE := $(or $(value WORKSPACE),.)
override FOLDER := $(value FOLDER)
override CHAPTER := $(value CHAPTER)
override BOX := $(value BOX)
override ON := $(value ON)
override PRINTING := $(value PRINTING)
override SINCE := $(value SINCE)
override CASES := $(value CASES)
override KILLS := $(value KILLS)
override COUNT := $(value COUNT)
override SEED := $(value SEED)
override PORT := $(value PORT)
export WORKSPACE FOLDER CHAPTER BOX ON PRINTING SINCE CASES KILLS COUNT SEED PORT

quiet := $(if $(filter-out 0,$(QUIET)),--quiet)
command := .venv/bin/dossier --workspace "$$WORKSPACE" $(quiet)
setup := sh scripts/setup.sh

# In the language that gettext would take, too: $(call say,English,Chinese).
language := $(firstword $(foreach name,LANGUAGE LC_ALL LC_MESSAGES LANG,$(value $(name))))
say = $(if $(filter zh% ZH%,$(language)),$(2),$(1))
usage := $(call say,usage:,用法：)

# The stamp has two times. Its mtime is when the last good build *began*: a source with a later
# ctime (which tools that restore old mtimes cannot fake; a folder's tells of files added and
# removed) may not be in the products. Its ctime is when that build *ended*: a product with a later
# one was edited or removed by hand. Lock files of office programs do not count.
stamp := "$$WORKSPACE/build/.built"
sources := "$$WORKSPACE/inputs" "$$WORKSPACE/templates" \
	requirements.lock .venv/.tools-ready .venv/share/dossier/fonts
lock_files := '(' -name '~$$*' -o -name '.~lock*' ')'
news = find -L $(sources) ! $(lock_files) -cnewer $(stamp) \
	&& find -L src/dossier -type f ! -name '*.pyc' -cnewer $(stamp) \
	&& find "$$WORKSPACE/build" -mindepth 1 '(' -name cache -o -name reprint -o -name tasks -o -name preview -o -name .dossier ')' -prune \
		-o ! $(lock_files) -newercc $(stamp) -print

help: ## say what there is to make
help: ##zh 列出可以用 make 做什么
	@sed -n 's/^\([a-z]*\): $(call say,##,##zh) /  make \1	/p' Makefile | expand -t 16

dossier: ## build everything that is not up to date: chapters, boxes, labels, catalogue
dossier: ##zh 生成所有需要更新的内容：章节、档案盒、标签、总目录
	@$(setup) python tools scan
	@if new=$$(exec 2>/dev/null; $(news)) && test -z "$$new"; then \
		{ date +%s >"$$WORKSPACE/build/cache/idle"; } 2>/dev/null; \
		$(if $(quiet),:,echo '$(call say,nothing has changed since the last build,自上次生成以来没有变化)'); \
	else \
		mkdir -p "$$WORKSPACE/build" && rm -f $(stamp) && next=$(stamp).next.$$$$ && touch "$$next" \
		&& { $(command) build || { code=$$?; rm -f "$$next"; exit $$code; }; } \
		&& mv -f "$$next" $(stamp); \
	fi

check: ## say what is missing, whose it is and where to mend it; makes no box
check: ##zh 列出缺什么、由谁负责、在哪里改；不装盒
	@$(setup) python
	@$(command) check

tasks: ## a page for each person and group, and sheets to sign: make tasks ON=2023-8-1
tasks: ##zh 每人、每组一页任务单，以及签字确认单：make tasks ON=2023-8-1
	@$(setup) python tools
	@$(command) tasks $${ON:+--on "$$ON"}

register: ## propose rows for files that have none: make register FOLDER=2022 DRY=1 MOVED=1 SCANS=1
register: ##zh 为未登记的文件提议登记：make register FOLDER=2022 DRY=1 MOVED=1 SCANS=1
	@$(setup) python $(if $(filter-out 0,$(SCANS)),scan)
	@$(command) register $(if $(filter-out 0,$(DRY)),--dry-run) $(if $(filter-out 0,$(MOVED)),--moved) \
		$(if $(filter-out 0,$(UNPACK)),--unpack) $(if $(filter-out 0,$(SCANS)),--scans) -- "$$FOLDER"

chapter: ## make one chapter and the boxes that hold it: make chapter CHAPTER=B07 REGENERATE=1
chapter: ##zh 生成一个章节及其所在的档案盒：make chapter CHAPTER=B07 REGENERATE=1
	@test -n "$$CHAPTER" || { echo '$(usage) make chapter CHAPTER=B07' >&2; exit 2; }
	@$(setup) python tools scan
	@$(command) chapter $(if $(filter-out 0,$(REGENERATE)),--regenerate) -- "$$CHAPTER"

box: ## make one archive box: make box BOX=03
box: ##zh 生成一个档案盒：make box BOX=03
	@test -n "$$BOX" || { echo '$(usage) make box BOX=03' >&2; exit 2; }
	@$(setup) python tools scan
	@$(command) box -- "$$BOX"

watch: ## make anew what changes, whenever something is saved, until Ctrl-C
watch: ##zh 每次保存后自动更新有变化的内容，按 Ctrl-C 结束
	@$(setup) python tools scan
	@$(command) watch

desk: ## open the desk, a page in the browser for those who use no terminal: make desk PORT=8100
desk: ##zh 打开工作台：浏览器里的页面，不用命令行：make desk PORT=8100
	@$(setup) python tools scan
	@$(command) desk $(if $(PORT),--port "$$PORT") $(if $(filter-out 0,$(SHARE)),--share) \
		$(if $(filter-out 0,$(NO_BROWSER)),--no-browser)

scans: ## read the pages of the evidence that have no text
scans: ##zh 识别没有文字的扫描页
	@$(setup) python scan
	@$(command) read-scans

freeze: ## record what is printed now; its numbers stay: make freeze PRINTING=迎省检
freeze: ##zh 记录现在打印的内容，编号从此不变：make freeze PRINTING=迎省检
	@$(setup) python tools scan
	@$(command) freeze -- "$$PRINTING"

reprint: ## make one PDF of the sheets to print again: make reprint SINCE=迎省检
reprint: ##zh 把要重新打印的页做成一个 PDF：make reprint SINCE=迎省检
	@$(setup) python tools scan
	@$(command) reprint --since "$$SINCE"

why: ## say which input caused what was made anew
why: ##zh 说明重新生成的内容因何而更新
	@$(setup) python
	@$(command) why

clean: ## remove what was made; what was edited by hand stays
clean: ##zh 删除已生成的文件，手工修改过的保留
	@$(setup) python
	@$(command) clean

setup: ## install what is missing: the Python packages, LibreOffice, the fonts
setup: ##zh 安装缺少的软件：Python 包、LibreOffice、字体
	@$(setup) python tools scan

test: ## run all tests
test: ##zh 运行全部测试
	@SCAN=1 $(setup) python tools scan browser
	@.venv/bin/pytest -n auto

lint: ## judge the code: ruff and mypy
lint: ##zh 检查代码：ruff 和 mypy
	@$(setup) python
	@.venv/bin/ruff check
	@.venv/bin/ruff format --check
	@.venv/bin/mypy

bench: ## measure, into bench/RESULTS.md (long): make bench CASES="noop office" QUICK=1
bench: ##zh 测量性能，写入 bench/RESULTS.md（时间长）：make bench CASES="noop office" QUICK=1
	@$(setup) python tools
	@.venv/bin/python bench $(if $(filter-out 0,$(QUICK)),--quick) -- $$CASES

soak: ## kill builds at random moments and judge the next (hours): make soak KILLS=200 SEED=1
soak: ##zh 随时中断生成，再看下一次（数小时）：make soak KILLS=200 SEED=1
	@$(setup) python tools
	@.venv/bin/python tests/soak.py --kills "$${KILLS:-200}" --seed "$${SEED:-1}"

fuzz: ## try the sample's files, changed by chance (long): make fuzz COUNT=600 SEED=0
fuzz: ##zh 随机改动示例文件来试（时间长）：make fuzz COUNT=600 SEED=0
	@$(setup) python tools
	@.venv/bin/python tests/fuzz --count "$${COUNT:-600}" --seed "$${SEED:-0}"

audit: ## say whether anything is known against the packages of requirements.lock
audit: ##zh 查询 requirements.lock 中的包有无已知漏洞
	@$(setup) python
	@test -x .venv/audit/bin/pip-audit || { .venv/bin/python -m venv .venv/audit \
		&& .venv/audit/bin/pip --quiet --disable-pip-version-check install pip-audit==2.10.1; }
	@.venv/bin/python scripts/audit.py .venv/audit/bin/pip-audit
