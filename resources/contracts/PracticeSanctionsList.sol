// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title A list of sanctioned addresses, in the form of Chainalysis' oracle.
/// @notice Our own code; names nobody real. The deployer adds and removes, as the real list's owner does.
contract PracticeSanctionsList {
    address public immutable owner = msg.sender;
    mapping(address => bool) private listed;

    event SanctionedAddressesAdded(address[] addrs);
    event SanctionedAddressesRemoved(address[] addrs);

    constructor(address[] memory first) {
        _write(first, true);
        emit SanctionedAddressesAdded(first);
    }

    function isSanctioned(address addr) external view returns (bool) {
        return listed[addr];
    }

    function addToSanctionsList(address[] memory addrs) external {
        require(msg.sender == owner, "Ownable: caller is not the owner");
        _write(addrs, true);
        emit SanctionedAddressesAdded(addrs);
    }

    function removeFromSanctionsList(address[] memory addrs) external {
        require(msg.sender == owner, "Ownable: caller is not the owner");
        _write(addrs, false);
        emit SanctionedAddressesRemoved(addrs);
    }

    function _write(address[] memory addrs, bool isListed) private {
        for (uint256 i = 0; i < addrs.length; i++) listed[addrs[i]] = isListed;
    }
}
