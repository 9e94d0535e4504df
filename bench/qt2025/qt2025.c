// SPDX-License-Identifier: GPL-2.0
/* The C twin of drivers/net/phy/qt2025: the same accesses, errors and messages. */

#include <linux/firmware.h>
#include <linux/module.h>
#include <linux/phy.h>

#define QT2025_ID		0x0043a400
#define QT2025_FIRMWARE		"qt2025-2.0.3.3.fw"
#define QT2025_REVISION		0xd001
#define QT2025_CONTROL		0xe854
#define QT2025_MEMORY		0x8000
#define QT2025_MAIN_SIZE	(16 * 1024)
#define QT2025_MORE_SIZE	(8 * 1024)

static const struct {
	u8 device;
	u16 address;
	u16 value;
} qt2025_setup[] = {
	{ MDIO_MMD_PMAPMD, 0xc300, 0x0000 },
	{ MDIO_MMD_PMAPMD, 0xc302, 0x0004 },
	{ MDIO_MMD_PMAPMD, 0xc319, 0x0038 },
	{ MDIO_MMD_PMAPMD, 0xc31a, 0x0098 },
	{ MDIO_MMD_PCS, 0x0026, 0x0e00 },
	{ MDIO_MMD_PCS, 0x0027, 0x0893 },
	{ MDIO_MMD_PCS, 0x0028, 0xa528 },
	{ MDIO_MMD_PCS, 0x0029, 0x0003 },
	{ MDIO_MMD_PMAPMD, 0xa30a, 0x06e1 },
	{ MDIO_MMD_PMAPMD, 0xc300, 0x0002 },
	{ MDIO_MMD_PCS, QT2025_CONTROL, 0x00c0 },
};

static int qt2025_probe(struct phy_device *phydev)
{
	const struct firmware *fw;
	size_t i;
	int ret;

	ret = phy_read_mmd(phydev, MDIO_MMD_PMAPMD, QT2025_REVISION);
	if (ret < 0)
		return ret;
	if (ret >> 8 != 0xb3)
		return -ENODEV;

	for (i = 0; i < ARRAY_SIZE(qt2025_setup); i++) {
		ret = phy_write_mmd(phydev, qt2025_setup[i].device, qt2025_setup[i].address,
				    qt2025_setup[i].value);
		if (ret < 0)
			return ret;
	}

	ret = request_firmware(&fw, QT2025_FIRMWARE, &phydev->mdio.dev);
	if (ret < 0)
		return ret;

	if (fw->size > QT2025_MAIN_SIZE + QT2025_MORE_SIZE) {
		ret = -EFBIG;
		goto release;
	}

	for (i = 0; i < fw->size; i++) {
		if (i < QT2025_MAIN_SIZE)
			ret = phy_write_mmd(phydev, MDIO_MMD_PCS, QT2025_MEMORY + i, fw->data[i]);
		else
			ret = phy_write_mmd(phydev, MDIO_MMD_PHYXS,
					    QT2025_MEMORY + i - QT2025_MAIN_SIZE, fw->data[i]);
		if (ret < 0)
			goto release;
	}

	ret = phy_write_mmd(phydev, MDIO_MMD_PCS, QT2025_CONTROL, 0x0040);

release:
	release_firmware(fw);
	return ret;
}

static int qt2025_read_status(struct phy_device *phydev)
{
	int ret = genphy_c45_read_status(phydev);

	return ret < 0 ? ret : 0;
}

static struct phy_driver qt2025_drivers[] = {
	{
		PHY_ID_MATCH_EXACT(QT2025_ID),
		.name		= "QT2025 10Gpbs SFP+",
		.probe		= qt2025_probe,
		.read_status	= qt2025_read_status,
	},
};

module_phy_driver(qt2025_drivers);

static const struct mdio_device_id __maybe_unused qt2025_ids[] = {
	{ PHY_ID_MATCH_EXACT(QT2025_ID) },
	{ }
};

MODULE_DEVICE_TABLE(mdio, qt2025_ids);
MODULE_FIRMWARE(QT2025_FIRMWARE);
MODULE_AUTHOR("kxx");
MODULE_DESCRIPTION("AMCC QT2025 PHY driver");
MODULE_LICENSE("GPL");
