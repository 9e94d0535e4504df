# SPDX-License-Identifier: GPL-2.0
# The guest's helper: a static program of a few kilobytes, carried inside of kxx.
set(guest_source ${CMAKE_CURRENT_LIST_DIR}/guest.cc)
set(guest_program ${CMAKE_CURRENT_BINARY_DIR}/kxx-guest)
set(guest_assembly ${CMAKE_CURRENT_BINARY_DIR}/kxx_guest_bytes.cpp)
add_custom_command(OUTPUT ${guest_program}
	COMMAND g++-12 -std=c++20 -Os -static -nostdlib -ffreestanding -fno-exceptions
		-fno-rtti -fno-stack-protector -fno-pie -no-pie -fcf-protection=none
		-fno-asynchronous-unwind-tables -Wall -Wextra -Wl,--build-id=none -s
		-o ${guest_program} ${guest_source}
	DEPENDS ${guest_source} VERBATIM)
file(WRITE ${guest_assembly}.new "// SPDX-License-Identifier: GPL-2.0
asm(\".section .rodata\\n\"
    \".globl kxx_guest_begin, kxx_guest_end\\n\"
    \"kxx_guest_begin: .incbin \\\"${guest_program}\\\"\\n\"
    \"kxx_guest_end:\\n\"
    \".previous\\n\");
")
configure_file(${guest_assembly}.new ${guest_assembly} COPYONLY)
set_source_files_properties(${guest_assembly} PROPERTIES OBJECT_DEPENDS ${guest_program})
target_sources(kxx_core PRIVATE ${guest_assembly})
