/* SPDX-License-Identifier: GPL-2.0 */
/* Open files: their fields, and the descriptors of a task that may have none. */
#ifndef KXX_HELPERS_FILE_H
#define KXX_HELPERS_FILE_H

#include <linux/fdtable.h>
#include <linux/file.h>
#include <linux/fs.h>
#include <linux/sched.h>
#include <linux/version.h>

static __always_inline unsigned int kxx_file_flags(const struct file *file)
{
	return READ_ONCE(file->f_flags);
}

static __always_inline bool kxx_file_readable(const struct file *file)
{
	return (__force unsigned int)(file->f_mode & FMODE_READ) != 0;
}

static __always_inline bool kxx_file_writable(const struct file *file)
{
	return (__force unsigned int)(file->f_mode & FMODE_WRITE) != 0;
}

static __always_inline const struct cred *kxx_file_cred(const struct file *file)
{
	return file->f_cred;
}

static __always_inline void *kxx_file_private(const struct file *file)
{
	return file->private_data;
}

static __always_inline void kxx_file_set_private(struct file *file, void *data)
{
	file->private_data = data;
}

/* The function with which splice() and sendfile() read a file that has a read_iter(). */
static __always_inline ssize_t kxx_splice_read(struct file *in, loff_t *pos, struct pipe_inode_info *pipe, size_t size,
					       unsigned int flags)
{
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 5, 0)
	return copy_splice_read(in, pos, pipe, size, flags);
#else
	return generic_file_splice_read(in, pos, pipe, size, flags);
#endif
}

static __always_inline void kxx_get_file(struct file *file)
{
	get_file(file);
}

/*
 * Returns null if there is no process to number files for: kernel threads share one table, which no
 * process sees, and an exiting task has none while it closes its files, that is, in their
 * release().
 */
static __always_inline const struct files_struct *kxx_current_files(void)
{
	return current->flags & PF_KTHREAD ? NULL : current->files;
}

static __always_inline struct file *kxx_fget(unsigned int fd)
{
	return kxx_current_files() ? fget(fd) : NULL;
}

static __always_inline int kxx_reserve_fd(unsigned int flags)
{
	return kxx_current_files() ? get_unused_fd_flags(flags) : -EBADF;
}

#endif
