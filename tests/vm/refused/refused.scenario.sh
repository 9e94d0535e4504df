# SPDX-License-Identifier: GPL-2.0
# A probe or a request that fails as it should is no fault once --allow names it; tests/vm/splats has the others.
#: kernels: 6.12 6.1
#: modules: ../splats
#: allow: failed with error -5
#: allow: unknown parameter 'sped'
#: expect: ^probe_fails.*prob.* failed with error -5|\] probe_fails.*prob.* failed with error -5
#: expect: unknown parameter 'sped' ignored
kxx-load probe_fails sped=9 && kxx-unload
