// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @title The books of every practice token: balances, allowances and supply.
/// @notice It moves amounts and announces them, and refuses nothing: who may move what, and with which words the
/// contract refuses, is exactly what tells the real tokens apart, so it lives in the contracts that inherit this.
abstract contract TokenBook {
    string public name;
    string public symbol;
    uint8 public immutable decimals;
    /// @notice Holds every administrative role; the real tokens spread them over several accounts.
    address public immutable owner;
    uint256 public totalSupply;
    mapping(address holder => uint256) public balanceOf;
    mapping(address holder => mapping(address spender => uint256)) public allowance;

    event Transfer(address indexed from, address indexed to, uint256 value);
    event Approval(address indexed owner, address indexed spender, uint256 value);

    constructor(string memory name_, string memory symbol_, uint8 decimals_) {
        name = name_;
        symbol = symbol_;
        decimals = decimals_;
        owner = msg.sender;
    }

    /// @dev The caller has checked that `from` holds `value`; the compiler's own check stops what slipped through.
    function _move(address from, address to, uint256 value) internal {
        balanceOf[from] -= value;
        balanceOf[to] += value;
        emit Transfer(from, to, value);
    }

    function _issue(address to, uint256 value) internal {
        totalSupply += value;
        balanceOf[to] += value;
        emit Transfer(address(0), to, value);
    }

    function _destroy(address from, uint256 value) internal {
        balanceOf[from] -= value;
        totalSupply -= value;
        emit Transfer(from, address(0), value);
    }

    function _setAllowance(address holder, address spender, uint256 value) internal {
        allowance[holder][spender] = value;
        emit Approval(holder, spender, value);
    }
}
