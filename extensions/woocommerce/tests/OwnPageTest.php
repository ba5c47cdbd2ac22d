<?php
/**
 * What stands in place of a nonce on pages that a cache keeps.
 *
 * @package Lasting
 */

final class OwnPageTest extends Lasting_Test_Case {
	private static function asks( array $headers ) {
		$good = array(
			'REQUEST_METHOD'        => 'POST',
			'HTTP_X_REQUESTED_WITH' => 'lasting',
			'HTTP_SEC_FETCH_SITE'   => 'same-origin',
			'HTTP_ORIGIN'           => 'https://tea.example',
		);
		foreach ( $headers + $good as $name => $value ) {
			$_SERVER[ $name ] = $value;
			if ( null === $value ) {
				unset( $_SERVER[ $name ] );
			}
		}
		return Lasting_Own_Page::asks();
	}

	public function test_a_page_of_this_shop_is_let_in_also_from_an_old_browser() {
		$this->assertTrue( self::asks( array() ) );
		$this->assertTrue( self::asks( array( 'HTTP_SEC_FETCH_SITE' => null ) ) );
		$this->assertTrue( self::asks( array( 'HTTP_SEC_FETCH_SITE' => null, 'HTTP_ORIGIN' => null ) ) );
		$this->assertTrue( self::asks( array( 'HTTP_ORIGIN' => 'HTTPS://TEA.example' ) ) );
	}

	/**
	 * @dataProvider strangers
	 */
	public function test_a_page_of_somebody_else_is_not( array $headers ) {
		$this->assertFalse( self::asks( $headers ) );
	}

	public static function strangers() {
		return array(
			'a link'                          => array( array( 'REQUEST_METHOD' => 'GET' ) ),
			'a form'                          => array( array( 'HTTP_X_REQUESTED_WITH' => null ) ),
			'another library'                 => array( array( 'HTTP_X_REQUESTED_WITH' => 'XMLHttpRequest' ) ),
			'another site'                    => array( array( 'HTTP_SEC_FETCH_SITE' => 'cross-site' ) ),
			'another domain of the same name' => array( array( 'HTTP_SEC_FETCH_SITE' => 'same-site' ) ),
			'another origin'                  => array( array( 'HTTP_ORIGIN' => 'https://evil.example' ) ),
			'a name that begins like ours'    => array( array( 'HTTP_ORIGIN' => 'https://tea.example.evil.example' ) ),
			'another port'                    => array( array( 'HTTP_ORIGIN' => 'https://tea.example:8443' ) ),
			'a sandboxed frame'               => array( array( 'HTTP_ORIGIN' => 'null' ) ),
		);
	}

	public function test_it_is_answered_with_403() {
		self::asks( array( 'HTTP_ORIGIN' => 'https://evil.example' ) );
		$end = $this->ended( array( 'Lasting_Own_Page', 'require_it' ) );
		$this->assertSame( 403, $end->status );
	}
}
