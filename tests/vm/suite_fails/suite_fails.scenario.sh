# SPDX-License-Identifier: GPL-2.0
# Every way in which a case of a KUNIT_SUITE can fail has its message, in the kernel's log and in the list of cases.
#: kernels: 6.12
#: host: yes
#: status: 1
#: expect: # compares: EXPECTATION FAILED at suite_fails.cpp:27: expected true
#: expect: # compares: .*:28: expected left == right; left is 1, right is 2
#: expect: # compares: .*:29: expected left < right; left is 3, right is -1
#: expect: # compares: .*:30: expected left == right; left is "left", right is "right"
#: expect: # compares: .*:31: expected left != right; left is "\(null\)", right is "\(null\)"
#: expect: # compares: .*:32: expected left == right; left is -(EINVAL|22), right is -(EIO|5)$
#: expect: # compares: .*:33: expected left == right; left is \(a value without a \{\} form\),
#: expect: # compares: .*:34: expected left == right; left is true, right is false
#: expect: # compares: .*:35: expected null
#: expect: # compares: .*:36: expected something else than null
#: expect: # compares: .*:37: expected success, got EIO
#: expect: # compares: .*:38: expected EINVAL, got EIO
#: expect: # compares: .*:39: expected EINVAL, got success
#: expect: # compares: .*:40: by decree
#: expect: suite_fails: guard is gone
#: expect: # returns_an_error: the case returned ENOSPC
#: expect: # fixture: the fixture's init\(\) failed
#: expect: suite_fails: a fixture is gone
#: expect: # fixture: the case returned ENODEV
#: expect: ^FAIL 6.12 fails.compares(:|$)
#: expect: ^FAIL 6.12 fails.requires_in_vain(:|$)
#: expect: ^FAIL 6.12 fails.returns_an_error(:|$)
#: expect: ^FAIL 6.12 fails.skips_too_late(:|$)
#: expect: ^FAIL 6.12 fails.fixture(:|$)
#: expect: ^FAIL 6.12 fails.is_even(:|$)
#: expect: ^  FAIL fails.is_even.1(:|$)
#: expect: ^  FAIL fails.is_even.3(:|$)
#: expect: ^PASS 6.12 fails.passes$
#: expect: ^2 passed, 7 failed$
"$KXX" test --cases -v -k "$KERNEL" $MODULES
