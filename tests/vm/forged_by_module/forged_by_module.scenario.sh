# SPDX-License-Identifier: GPL-2.0
# A module that fails to load, but claims in every possible way that it loaded, fails the run; kxx
# names the forged messages.
#: kernels: 6.12
#: status: 1
#: expect: forges: the helper ended with 0
#: expect: wrote on the control port: 'load forges 0'
#: expect: wrote on the control port: 'init 4 load forges 0'
#: expect: wrote on the control port: 'end 0'
#: expect: 'insmod forges' failed
