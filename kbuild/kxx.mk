# SPDX-License-Identifier: GPL-2.0
#
# Builds C++ in a kernel module. The last line of a module's Kbuild file includes this file:
#
#	obj-m := hello.o
#	hello-y := main.o queue.o legacy.o	# main.cpp, queue.cpp, legacy.c
#	include $(shell kxx --root)/kbuild/kxx.mk
#
# g++ compiles an object whose source is a .cpp file, with the flags that Kbuild gives a C file. All C++ objects of a
# module are linked, as one program, into MODULE.kxx.o, which takes their place in MODULE-y. Kbuild builds C objects as
# usual. doc/guide/03_how_the_build_works.md explains this.
#
# Settings: cxxflags-y, CXXFLAGS_file.o, and for the directory or a module as a whole KASAN_SANITIZE,
# KASAN_SANITIZE_module.o and similar variables. KXX_CHECK=1, in the Kbuild file or the environment, runs `kxx check`
# over each module after its link.

kxx-mk := $(lastword $(MAKEFILE_LIST))
kxx-root := $(patsubst %/kbuild/kxx.mk,%,$(abspath $(kxx-mk)))

# modpost also reads Kbuild files, for KBUILD_EXTRA_SYMBOLS; only Makefile.build builds.
ifneq ($(filter %/Makefile.build,$(MAKEFILE_LIST)),)

kxx-program = $(or $(shell command -v $1),$(wildcard $(kxx-root)/build/bin/$1),\
	$(error kxx: $1 is not in PATH; run "make" in the kxx checkout, or install it))

# What the Kbuild file asks of objects -------------------------------------------------------

# Finds rules in the Kbuild file itself, such as "$(obj)/main.o: $(obj)/gen.h": make reads the file once more, without
# modules, and prints its database. For each target, the result has the words TARGET: and TARGET:PREREQUISITE (TARGET|
# before an order-only one), and TARGET= if a rule sets a variable; for a rule for every .cpp file it has
# made-of:PREREQUISITE. This is done only for a file with a line that looks like a rule.
kxx-rule-lines = $(shell grep -lsE '^[[:space:]]*[^[:space:]#].*:([^=:]|$$)' $(sort \
	$(filter $(src)/%,$(MAKEFILE_LIST)) $(filter-out $(kxx-root)/% $(srctree)/%,$(filter /%,$(MAKEFILE_LIST)))))
kxx-asked-rules := $(if $(kxx-asks),,$(if $(kxx-rule-lines),$(shell \
	$(MAKE) -rRpq --no-print-directory -f $(srctree)/scripts/Makefile.build obj=$(obj) kxx-asks=y kxx-nothing \
	2> /dev/null | awk '/^$$/ { target = "" } \
	index($$1, "$(obj)/") == 1 && $$1 !~ /%/ && sub(/:$$/, "", $$1) { target = $$1; mark = ":"; print target mark; \
		for (i = 2; i <= NF; i++) if ($$i == "|") mark = "|"; else print target mark $$i } \
	$$1 == "$(obj)/%.cpp:" { print "made-of:" $$2 } \
	/variable set hash-table stats:/ && target != "" { print target "=" }')))
ifneq ($(kxx-asks),)
obj-m :=
kxx-nothing: ;
endif

# Which of a module's objects are C++ -------------------------------------------------------

# The name of a variable for one module or object ends with a slash and that name, so that no user-chosen name can form
# the name of another variable.
kxx-modules := $(patsubst %.o,%,$(filter %.o,$(obj-m)))
kxx-parts = $(or $(strip $($1-y) $($1-objs) $($1-m)),$1.o)
kxx-has = $(or $(wildcard $(src)/$1),$(filter $(obj)/$1:,$(kxx-asked-rules)))
kxx-made-of = $(strip $(foreach from,$(patsubst made-of:%,%,$(filter made-of:%,$(kxx-asked-rules))),\
	$(wildcard $(subst %,$(1:.o=),$(from)))))
kxx-is-cxx = $(and $(call kxx-has,$(1:.o=.cpp))$(call kxx-made-of,$1),$(if $(call kxx-has,$(1:.o=.c)),\
	$(error kxx: $(1:.o=.cpp) and $(1:.o=.c) both make $1; rename one),y))
kxx-cxx-parts = $(foreach part,$(call kxx-parts,$1),$(if $(call kxx-is-cxx,$(part)),$(part)))

# $1: module. Sets kxx-cxx/MODULE, kxx-c/MODULE and gives Kbuild the composite object.
define kxx-divide
kxx-cxx/$1 := $$(strip $$(call kxx-cxx-parts,$1))
kxx-c/$1 := $$(filter-out $$(kxx-cxx/$1),$$(call kxx-parts,$1))
# The exports of a source that still has to be made are not known.
kxx-exports/$1 := $$(strip $$(if $$(kxx-cxx/$1),$$(shell \
	grep -ls '^EXPORT_SYMBOL' $$(patsubst %.o,$(src)/%.cpp,$$(kxx-cxx/$1))) \
	$$(foreach part,$$(kxx-cxx/$1),$$(if $$(wildcard $(src)/$$(part:.o=.cpp)),,$$(part)))))
ifneq ($$(kxx-cxx/$1),)
kxx-with-cxx += $1
kxx-exporters += $$(if $$(kxx-exports/$1),$1)
$1-objs := $1.kxx.o $$(kxx-c/$1) $$(if $$(kxx-exports/$1),$1.kxx.exports.o)
$1-y :=
$1-m :=
endif
endef
kxx-with-cxx :=
kxx-exporters :=
$(foreach module,$(kxx-modules),$(eval $(call kxx-divide,$(module))))

ifneq ($(kxx-with-cxx),)

# For a module with one object, messages carry the module's name, and code is generated at the link.
kxx-all-cxx := $(foreach module,$(kxx-with-cxx),$(kxx-cxx/$(module)))
$(foreach part,$(sort $(kxx-all-cxx)),$(if $(word 2,$(filter $(part),$(kxx-all-cxx))),\
	$(error kxx: $(part:.o=.cpp) is part of two modules; give each a source of its own that includes it)))
# $1: KASAN_SANITIZE or a similar variable, $2: object. The value that the Kbuild file sets for one object; 6.1 uses the
# name without its directory.
kxx-set-for = $(or $($1_$2),$($1_$(notdir $2)))
kxx-not-alone = $(if $(call kxx-set-for,$1,$2),$(if $(filter $2,$(kxx-with-cxx:=.o)),,\
	$(error kxx: $1_$2 cannot work for one C++ file, since code is made at the link; set it for \
the directory ($1 := $(call kxx-set-for,$1,$2)) or the module$(if $(filter KASAN_SANITIZE,$1),$(comma) \
or mark functions [[gnu::no_sanitize_address]]))))
$(foreach part,$(kxx-all-cxx),$(foreach kind,KASAN_SANITIZE KCSAN_SANITIZE UBSAN_SANITIZE KCOV_INSTRUMENT \
	GCOV_PROFILE,$(call kxx-not-alone,$(kind),$(part))))
$(if $(filter y%,$(OBJECT_FILES_NON_STANDARD) $(foreach part,$(kxx-all-cxx) $(kxx-with-cxx:=.o),\
	$(call kxx-set-for,OBJECT_FILES_NON_STANDARD,$(part)))),$(error kxx: OBJECT_FILES_NON_STANDARD cannot work \
for C++: without objtool the code has no unwind data and no return thunks; remove it, or set it for C files only))

# Tools and flags ---------------------------------------------------------------------------

kxx := $(call kxx-program,kxx)
kxx-kernel := $(realpath .)

ifneq ($(CONFIG_CC_IS_CLANG),)
$(error kxx: this kernel was built with clang; only GCC kernels are supported so far)
endif
# The g++ that belongs to the kernel's gcc: gcc-12 → g++-12, x86_64-linux-gnu-gcc-12 → …-g++-12.
kxx-cc := $(lastword $(CC))
CXX := $(shell printf %s "$(kxx-cc)" | sed "s,gcc\(-[0-9.]*\)\{0\,1\}$$,g++\1,")
ifeq ($(shell command -v $(CXX)),)
$(error kxx: $(CXX) is missing; the C++ compiler must be the kernel compiler's sister: apt-get install $(subst x86_64-linux-gnu-,,$(notdir $(CXX))))
endif

kxx-bindings := $(shell $(call kxx-program,kxx-bindgen) --kernel-build $(kxx-kernel))
ifeq ($(kxx-bindings),)
$(error kxx: no bindings for $(kxx-kernel); the message above says why)
endif
ifneq ($(words $(kxx-bindings)),1)
$(error kxx: make cannot work with $(kxx-bindings), whose name has a space; set KXX_CACHE to another directory)
endif

# The kernel's flags that g++ refuses, found by asking g++ itself.
kxx-c-only := $(shell LC_ALL=C $(CXX) $(KBUILD_CFLAGS) $(KBUILD_CFLAGS_MODULE) -fsyntax-only -x c++ \
	/dev/null 2>&1 | sed -n \
	-e "s/.*option '\([^']*\)' is valid for .*/\1/p" \
	-e "s/.*unrecognized command-line option '\([^']*\)'.*/\1/p" \
	-e "s/.* '-Werror=' argument '\([^']*\)' is not valid for .*/\1/p" \
	-e "s/.*'-Werror=' argument '\([^']*\)' is not valid for .*/\1/p")

# GCC's own headers, found by asking it; the C library's stay out.
kxx-isystem := $(shell LC_ALL=C $(CXX) -E -v -x c++ /dev/null 2>&1 >/dev/null | sed -n \
	'/search starts here/,/End of search/s,^ \(.*\(/c++/\|/lib/gcc/\).*\),\1,p' | grep -v include-fixed)

# pahole cannot encode C++ types. If it will run over the module and nobody told it to skip C++, the C++ objects keep
# only line tables and function names.
kxx-btf-runs := $(and $(CONFIG_DEBUG_INFO_BTF_MODULES),$(wildcard vmlinux))
kxx-btf-skips-cxx := $(or $(findstring c++14,$(PAHOLE_FLAGS)),$(filter %/kbuild/pahole,$(PAHOLE)))
kxx-debug := $(if $(kxx-btf-runs),$(if $(kxx-btf-skips-cxx),,$(if $(CONFIG_DEBUG_INFO),-g1)))

kxx-language := -std=gnu++20 -fno-exceptions -fno-rtti -nostdinc++ -fno-use-cxa-atexit \
	-fvisibility=hidden -Werror=unused-result -Werror=unused-value -faligned-new=16 \
	-Wno-non-virtual-dtor
kxx-includes = -nostdinc -isystem $(kxx-root)/kbuild/freestanding \
	$(addprefix -isystem ,$(kxx-isystem)) \
	-I$(kxx-root) -I$(kxx-bindings)/include -I$(src) -I$(obj) \
	-include $(kxx-kernel)/include/generated/autoconf.h
# The flags that Kbuild gives a C file of this module, for C++: macros and code generation.
kxx-kbuild-flags = $(filter-out $(kxx-c-only) -std=%,$(_c_flags) $(modkern_cflags))
kxx-cxxflags = $(kxx-includes) $(kxx-kbuild-flags) $(kxx-language) $(kxx-debug) \
	$(basename_flags) $(modname_flags) $(cxxflags-y) $(CXXFLAGS_$(target-stem).o) $(kxx-lto)
kxx-cflags = $(NOSTDINC_FLAGS) -I$(kxx-root) $(LINUXINCLUDE) -include $(srctree)/include/linux/compiler_types.h \
	$(_c_flags) $(modkern_cflags) $(kxx-debug)

# Compile -----------------------------------------------------------------------------------

# $1: what to make, $2: flags to leave out
kxx-compile = $(kxx-root)/kbuild/cxx $(kxx) $(CXX) -Wp,-MD,$(depfile) $(filter-out $2,$(kxx-cxxflags)) $1 -o $@ $<
kxx-lto := -flto -fno-fat-lto-objects
quiet_cmd_kxx_cxx_o_cpp = CXX [M]  $@
      cmd_kxx_cxx_o_cpp = $(call kxx-compile,-c)

$(obj)/%.lto.o: private target-stem = $(patsubst $(obj)/%.lto.o,%,$@)
$(obj)/%.lto.o: private basetarget = $(notdir $(target-stem))
$(obj)/%.lto.o: $(src)/%.cpp FORCE
	$(call if_changed_dep,kxx_cxx_o_cpp)

# $1: object. The prerequisites that the Kbuild file gives it; everything built from its source needs the same.
kxx-prerequisites = $(patsubst $(obj)/$1:%,%,$(filter $(obj)/$1:%,$(kxx-asked-rules))) | \
	$(patsubst $(obj)/$1|%,%,$(filter $(obj)/$1|%,$(kxx-asked-rules)))
$(if $(kxx-asked-rules),$(foreach part,$(kxx-all-cxx),$(if $(filter $(obj)/$(part)=,$(kxx-asked-rules)),\
	$(error kxx: a rule sets a variable for $(part) alone, which does not reach C++ files; give it flags with \
CFLAGS_$(part) or CXXFLAGS_$(part)))\
	$(eval $(foreach end,lto.o i s,$(obj)/$(part:.o=.$(end))): $(call kxx-prerequisites,$(part)))))

# Single files on request: "make main.o", "make main.i", "make main.s". The object of a module with one source is the
# module's.
kxx-alone := $(filter-out $(addsuffix .o,$(kxx-modules)),$(kxx-all-cxx))
quiet_cmd_kxx_alone_o_cpp = CXX [M]  $@
      cmd_kxx_alone_o_cpp = $(call kxx-compile,-c,$(kxx-lto))
quiet_cmd_kxx_alone_i_cpp = CPP [M]  $@
      cmd_kxx_alone_i_cpp = $(call kxx-compile,-E,$(kxx-lto))
quiet_cmd_kxx_alone_s_cpp = CXX [M]  $@
      cmd_kxx_alone_s_cpp = $(call kxx-compile,-fverbose-asm -S,$(kxx-lto) $(DEBUG_CFLAGS))

$(addprefix $(obj)/,$(kxx-alone)): $(obj)/%.o: $(src)/%.cpp FORCE
	$(call if_changed_dep,kxx_alone_o_cpp)
$(obj)/%.i: $(src)/%.cpp FORCE
	$(call if_changed_dep,kxx_alone_i_cpp)
$(obj)/%.s: $(src)/%.cpp FORCE
	$(call if_changed_dep,kxx_alone_s_cpp)
targets += $(kxx-alone)

# Link, inspect -----------------------------------------------------------------------------

kxx-exports-file = $(if $(kxx-exports/$(kxx-module)),$(obj)/$(kxx-module).kxx.exports.c)
quiet_cmd_kxx_link = LTO [M]  $@
      cmd_kxx_link = $(kxx) link --output $@ --bindings $(kxx-bindings) \
	--cc '$(call escsq,$(kxx-cc) $(kxx-cflags))' --cxx '$(call escsq,$(CXX) $(kxx-cxxflags))' \
	$(addprefix --exports ,$(kxx-exports-file)) \
	$(addprefix --c-object ,$(addprefix $(obj)/,$(kxx-c/$(kxx-module)))) \
	$(if $(KBUILD_VERBOSE:0=),--verbose) \
	$(patsubst %.o,$(obj)/%.lto.o,$(kxx-cxx/$(kxx-module))) $(cmd_objtool)
# The object gate. The flags are passed in files, one per line, for comparison.
      cmd_kxx_gate = \
	printf '%s\n' $(call kxx-abi-flags,$(kxx-kbuild-flags) $(kxx-language)) > $(dot-target).flags.cmd; \
	printf '%s\n' $(call kxx-abi-flags,$(_c_flags) $(modkern_cflags)) > $(dot-target).cflags.cmd; \
	$(kxx) gate $@ --kernel-build $(kxx-kernel) --compiler $(CXX) \
	--flags $(dot-target).flags.cmd --kernel-flags $(dot-target).cflags.cmd \
	$(if $(strip $(kxx-exporters) $(KBUILD_MODPOST_WARN)),--siblings-export) \
	$(addprefix --symvers ,$(wildcard $(obj)/Module.symvers $(KBUILD_EXTRA_SYMBOLS)))
kxx-abi-flags = $(filter -m% -f% -O%,$1)
# For clangd; a failure here does not fail the build.
cmd_kxx_editor = $(kxx) compile-commands $(obj) > /dev/null 2>&1 || :
define rule_kxx_link
	$(call cmd_and_savecmd,kxx_link)
	$(call cmd,kxx_gate)
	$(call cmd,kxx_editor)
endef

# Check. kxx makes the file when it has checked the module; if clang 22 is missing, it only says so. The check is done
# again after a link, with another checker, and with other accepted findings.
quiet_cmd_kxx_check = CHECK [M]  $(kxx-module)
      cmd_kxx_check = $(kxx) check --in-build $@ --module $(kxx-module) $(obj)
kxx-checks := $(if $(filter-out 0 n no,$(KXX_CHECK)),$(kxx) \
	$(wildcard $(dir $(realpath $(kxx)))kxx-check-analyze $(src)/kxx-check.baseline))

# The compiled parts of the library; kxx link keeps their objects in the cache.
kxx-library := $(shell find $(kxx-root)/kernel -name '*.[ch]pp')

# $1: module
kxx-results = $(addprefix $(obj)/,$(filter $(kxx-alone),$(kxx-cxx/$1)) \
	$(foreach end,lto.o i s,$(kxx-cxx/$1:.o=.$(end))))
define kxx-rules
$(obj)/$1.kxx.o: private part-of-module := y
$(obj)/$1.kxx.o: private kxx-module := $1
$(obj)/$1.kxx.o: private modname := $(notdir $1)
$(obj)/$1.kxx.o: private target-stem := $1
$(obj)/$1.kxx.o: private basetarget := $(notdir $1)
$(obj)/$1.kxx.o: private objtool-enabled = $$(if $$(delay-objtool),,$$(is-standard-object))
$(kxx-results): private modname := $(notdir $1)
$(kxx-results): private part-of-module := y
$(obj)/$1.kxx.o: $(addprefix $(obj)/,$(kxx-cxx/$1:.o=.lto.o) $(kxx-c/$1)) \
		$(kxx) $(kxx-library) FORCE
	$$(call if_changed_rule,kxx_link)
ifneq ($(kxx-exports/$1),)
$(obj)/$1.kxx.exports.c: $(obj)/$1.kxx.o ;
endif
targets += $1.kxx.o $(kxx-cxx/$1:.o=.lto.o)
ifneq ($(kxx-checks),)
$(obj)/$1.kxx.checked: private kxx-module := $(notdir $1)
$(obj)/$1.kxx.checked: $(obj)/$1.kxx.o $(kxx-checks) FORCE
	$$(call if_changed,kxx_check)
always-m += $1.kxx.checked
targets += $1.kxx.checked
endif
endef
$(foreach module,$(kxx-with-cxx),$(eval $(call kxx-rules,$(module))))

endif # kxx-with-cxx
endif # Makefile.build

clean-files += *.kxx.exports.c *.kxx.checked compile_commands.json
