// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import { SignedRequests } from "./SignedRequests.sol";
import { Signatures } from "./Signatures.sol";
import { TokenBook } from "./TokenBook.sol";

/// @title Practice USDC: behaves towards payers, payees and watchers like FiatToken 2.2, and is worth nothing.
/// @notice Our own code, written from the documented behaviour: the words of each refusal, the order of the checks and
/// the events are those of the real token; proxies, roles and minter allowances are left out.
contract PracticeUsdc is TokenBook, SignedRequests {
    string public constant version = "2";
    string public constant currency = "USD";
    bool public paused;
    mapping(address account => bool) public isBlacklisted;

    event Mint(address indexed minter, address indexed to, uint256 amount);
    event Blacklisted(address indexed account);
    event UnBlacklisted(address indexed account);
    event Pause();
    event Unpause();

    modifier whenNotPaused() {
        require(!paused, "Pausable: paused");
        _;
    }

    modifier notBlacklisted(address account) {
        require(!isBlacklisted[account], "Blacklistable: account is blacklisted");
        _;
    }

    modifier onlyMinter() {
        require(msg.sender == owner, "FiatToken: caller is not a minter");
        _;
    }

    constructor() TokenBook("USD Coin", "USDC", 6) SignedRequests("USD Coin", "2") {
        // Version 2.2 blocks its own address, so that tokens sent to the token contract come back instead of being lost.
        isBlacklisted[address(this)] = true;
    }

    function transfer(address to, uint256 value)
        external
        whenNotPaused
        notBlacklisted(msg.sender)
        notBlacklisted(to)
        returns (bool)
    {
        _transfer(msg.sender, to, value);
        return true;
    }

    function transferFrom(address from, address to, uint256 value)
        external
        whenNotPaused
        notBlacklisted(msg.sender)
        notBlacklisted(from)
        notBlacklisted(to)
        returns (bool)
    {
        require(value <= allowance[from][msg.sender], "ERC20: transfer amount exceeds allowance");
        _transfer(from, to, value);
        allowance[from][msg.sender] -= value;
        return true;
    }

    function approve(address spender, uint256 value) external whenNotPaused returns (bool) {
        _approve(msg.sender, spender, value);
        return true;
    }

    function permit(address holder, address spender, uint256 value, uint256 deadline, uint8 v, bytes32 r, bytes32 s)
        external
        whenNotPaused
    {
        _permit(holder, spender, value, deadline, abi.encodePacked(r, s, v));
    }

    function permit(address holder, address spender, uint256 value, uint256 deadline, bytes memory signature)
        external
        whenNotPaused
    {
        _permit(holder, spender, value, deadline, signature);
    }

    function transferWithAuthorization(
        address from,
        address to,
        uint256 value,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 nonce,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external {
        Authorization memory signed = Authorization(from, to, value, validAfter, validBefore, nonce);
        _settle(TRANSFER_WITH_AUTHORIZATION_TYPEHASH, signed, abi.encodePacked(r, s, v));
    }

    function transferWithAuthorization(
        address from,
        address to,
        uint256 value,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 nonce,
        bytes memory signature
    ) external {
        Authorization memory signed = Authorization(from, to, value, validAfter, validBefore, nonce);
        _settle(TRANSFER_WITH_AUTHORIZATION_TYPEHASH, signed, signature);
    }

    function receiveWithAuthorization(
        address from,
        address to,
        uint256 value,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 nonce,
        uint8 v,
        bytes32 r,
        bytes32 s
    ) external {
        Authorization memory signed = Authorization(from, to, value, validAfter, validBefore, nonce);
        _settle(RECEIVE_WITH_AUTHORIZATION_TYPEHASH, signed, abi.encodePacked(r, s, v));
    }

    function receiveWithAuthorization(
        address from,
        address to,
        uint256 value,
        uint256 validAfter,
        uint256 validBefore,
        bytes32 nonce,
        bytes memory signature
    ) external {
        Authorization memory signed = Authorization(from, to, value, validAfter, validBefore, nonce);
        _settle(RECEIVE_WITH_AUTHORIZATION_TYPEHASH, signed, signature);
    }

    function cancelAuthorization(address authorizer, bytes32 nonce, uint8 v, bytes32 r, bytes32 s) external {
        _cancel(authorizer, nonce, abi.encodePacked(r, s, v));
    }

    function cancelAuthorization(address authorizer, bytes32 nonce, bytes memory signature) external {
        _cancel(authorizer, nonce, signature);
    }

    function mint(address to, uint256 amount)
        external
        whenNotPaused
        onlyMinter
        notBlacklisted(msg.sender)
        notBlacklisted(to)
        returns (bool)
    {
        require(to != address(0), "FiatToken: mint to the zero address");
        require(amount > 0, "FiatToken: mint amount not greater than 0");
        emit Mint(msg.sender, to, amount);
        _issue(to, amount);
        return true;
    }

    function blacklist(address account) external {
        _setBlacklisted(account, true);
        emit Blacklisted(account);
    }

    function unBlacklist(address account) external {
        _setBlacklisted(account, false);
        emit UnBlacklisted(account);
    }

    function pause() external {
        _setPaused(true);
        emit Pause();
    }

    function unpause() external {
        _setPaused(false);
        emit Unpause();
    }

    function _setBlacklisted(address account, bool isBlocked) private {
        require(msg.sender == owner, "Blacklistable: caller is not the blacklister");
        isBlacklisted[account] = isBlocked;
    }

    function _setPaused(bool isPaused) private {
        require(msg.sender == owner, "Pausable: caller is not the pauser");
        paused = isPaused;
    }

    function _transfer(address from, address to, uint256 value) private {
        require(from != address(0), "ERC20: transfer from the zero address");
        require(to != address(0), "ERC20: transfer to the zero address");
        require(value <= balanceOf[from], "ERC20: transfer amount exceeds balance");
        _move(from, to, value);
    }

    function _approve(address holder, address spender, uint256 value) private {
        require(holder != address(0), "ERC20: approve from the zero address");
        require(spender != address(0), "ERC20: approve to the zero address");
        _setAllowance(holder, spender, value);
    }

    function _permit(address holder, address spender, uint256 value, uint256 deadline, bytes memory signature)
        private
    {
        require(deadline >= block.timestamp, "FiatTokenV2: permit is expired");
        bytes32 digest = _permitDigest(holder, spender, value, deadline);
        require(_isSignedBy(holder, digest, signature), "EIP2612: invalid signature");
        _approve(holder, spender, value);
    }

    function _settle(bytes32 typeHash, Authorization memory signed, bytes memory signature)
        private
        whenNotPaused
        notBlacklisted(signed.from)
        notBlacklisted(signed.to)
    {
        if (typeHash == RECEIVE_WITH_AUTHORIZATION_TYPEHASH) {
            require(signed.to == msg.sender, "FiatTokenV2: caller must be the payee");
        }
        require(block.timestamp > signed.validAfter, "FiatTokenV2: authorization is not yet valid");
        require(block.timestamp < signed.validBefore, "FiatTokenV2: authorization is expired");
        _requireUnused(signed.from, signed.nonce);
        require(
            _isSignedBy(signed.from, _authorizationDigest(typeHash, signed), signature), "FiatTokenV2: invalid signature"
        );
        authorizationState[signed.from][signed.nonce] = true;
        emit AuthorizationUsed(signed.from, signed.nonce);
        _transfer(signed.from, signed.to, signed.value);
    }

    function _cancel(address authorizer, bytes32 nonce, bytes memory signature) private whenNotPaused {
        _requireUnused(authorizer, nonce);
        require(
            _isSignedBy(authorizer, _cancellationDigest(authorizer, nonce), signature), "FiatTokenV2: invalid signature"
        );
        authorizationState[authorizer][nonce] = true;
        emit AuthorizationCanceled(authorizer, nonce);
    }

    function _requireUnused(address authorizer, bytes32 nonce) private view {
        require(!authorizationState[authorizer][nonce], "FiatTokenV2: authorization is used or canceled");
    }

    /// @dev An account with code is asked, an account without is recovered; so an account with delegated code (EIP-7702)
    /// is asked as well. A malformed signature of a key is refused in words of its own.
    function _isSignedBy(address signer, bytes32 digest, bytes memory signature) private view returns (bool) {
        if (signer.code.length > 0) return Signatures.acceptedByWallet(signer, digest, signature);
        require(signature.length == 65, "ECRecover: invalid signature length");
        (bytes32 r, bytes32 s, uint8 v) = Signatures.split(signature);
        require(uint256(s) <= Signatures.HALF_ORDER, "ECRecover: invalid signature 's' value");
        require(v == 27 || v == 28, "ECRecover: invalid signature 'v' value");
        address recovered = ecrecover(digest, v, r, s);
        require(recovered != address(0), "ECRecover: invalid signature");
        return recovered == signer;
    }
}
