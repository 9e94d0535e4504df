// SPDX-License-Identifier: GPL-2.0
#include <linux/fs.h>
#include <linux/minmax.h>
#include <linux/mm.h>
#include <linux/mman.h>
#include <linux/mutex.h>
#include <linux/uaccess.h>

#include "operations.h"

struct point {
	u64 x, y;
};

#define BENCH_LEVEL _IOR('b', 1, u32)
#define BENCH_MOVE _IOWR('b', 2, struct point)

struct opened {
	struct mutex lock;
	u8 bytes[64];
	u32 level;
};

static struct opened opened = { .lock = __MUTEX_INITIALIZER(opened.lock), .level = 3 };
static struct file file;
static char __user *page;

static ssize_t bench_read(struct file *file, char __user *to, size_t count, loff_t *pos)
{
	struct opened *opened = file->private_data;

	mutex_lock(&opened->lock);
	count = min(count, sizeof(opened->bytes));
	count -= copy_to_user(to, opened->bytes, count);
	mutex_unlock(&opened->lock);
	return count ? count : -EFAULT;
}

static ssize_t bench_write(struct file *file, const char __user *from, size_t count, loff_t *pos)
{
	struct opened *opened = file->private_data;

	mutex_lock(&opened->lock);
	count = min(count, sizeof(opened->bytes));
	count -= copy_from_user(opened->bytes, from, count);
	mutex_unlock(&opened->lock);
	return count ? count : -EFAULT;
}

static long bench_ioctl(struct file *file, unsigned int number, unsigned long argument)
{
	struct opened *opened = file->private_data;
	void __user *user = (void __user *)argument;
	struct point point;

	switch (number) {
	case BENCH_LEVEL:
		return put_user(opened->level, (u32 __user *)user);
	case BENCH_MOVE:
		if (copy_from_user(&point, user, sizeof(point)))
			return -EFAULT;
		point.x += opened->level;
		point.y -= opened->level;
		return copy_to_user(user, &point, sizeof(point)) ? -EFAULT : 0;
	}
	return -ENOTTY;
}

static const struct file_operations table = {
	.read = bench_read,
	.write = bench_write,
	.unlocked_ioctl = bench_ioctl,
};

/* A page of the process that loads the module, for both twins. */
long bench_misc_map(void);
long bench_misc_map(void)
{
	return vm_mmap(NULL, 0, PAGE_SIZE, PROT_READ | PROT_WRITE,
		       MAP_PRIVATE | MAP_ANONYMOUS | MAP_POPULATE, 0);
}

int c_misc_setup(void)
{
	long mapped = bench_misc_map();

	if (mapped < 0)
		return mapped;
	page = (char __user *)mapped;
	file.private_data = &opened;
	return 0;
}

void c_misc_teardown(void)
{
	vm_munmap((unsigned long)page, PAGE_SIZE);
}

long c_misc_read(void)
{
	loff_t pos = 0;

	return table.read(&file, page, 64, &pos);
}

long c_misc_write(void)
{
	loff_t pos = 0;

	return table.write(&file, page, 64, &pos);
}

long c_misc_ioctl_read(void)
{
	return table.unlocked_ioctl(&file, BENCH_LEVEL, (unsigned long)page);
}

long c_misc_ioctl_both(void)
{
	return table.unlocked_ioctl(&file, BENCH_MOVE, (unsigned long)page);
}
