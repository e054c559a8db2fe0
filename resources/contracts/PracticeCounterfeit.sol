// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { TokenBook } from "./TokenBook.sol";

/// @title A token that calls itself USDC and is not.
/// @notice Same name, symbol and decimals as the practice USDC under another address: a till that matches by symbol takes
/// it for money. Used by drills and by the practice customer to pay with the wrong token.
contract PracticeCounterfeit is TokenBook {
    constructor() TokenBook("USD Coin", "USDC", 6) {}

    function transfer(address to, uint256 value) external returns (bool) {
        require(value <= balanceOf[msg.sender], "ERC20: transfer amount exceeds balance");
        _move(msg.sender, to, value);
        return true;
    }

    function approve(address spender, uint256 value) external returns (bool) {
        _setAllowance(msg.sender, spender, value);
        return true;
    }

    function transferFrom(address from, address to, uint256 value) external returns (bool) {
        require(value <= allowance[from][msg.sender], "ERC20: transfer amount exceeds allowance");
        require(value <= balanceOf[from], "ERC20: transfer amount exceeds balance");
        allowance[from][msg.sender] -= value;
        _move(from, to, value);
        return true;
    }

    function mint(address to, uint256 value) external {
        require(msg.sender == owner, "Ownable: caller is not the owner");
        _issue(to, value);
    }
}
